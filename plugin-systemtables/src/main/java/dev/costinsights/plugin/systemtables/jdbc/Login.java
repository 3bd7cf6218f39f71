package dev.costinsights.plugin.systemtables.jdbc;

import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.ProxyConfig;
import com.databricks.sdk.core.commons.CommonsHttpClient;
import dev.costinsights.core.spi.ErrorCode;
import java.time.Duration;
import java.util.Map;

/**
 * Who we are to a workspace, by the SDK's unified authentication: environment, profile, command line, OAuth, clouds'
 * identities. The SDK keeps a token fresh where its kind allows that. Any number of threads.
 *
 * <p>Everything here may do network I/O, except the constructor.
 */
final class Login {

    /** Loading the SDK and asking an identity provider included. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final int HTTP_SECONDS = 20;

    private final Workspace workspace;
    private final Workers workers;
    private final Secrets secrets;
    private final SignInFailures failures;
    private DatabricksConfig config;

    Login(Workspace workspace, Workers workers, Secrets secrets) {
        this.workspace = workspace;
        this.workers = workers;
        this.secrets = secrets;
        this.failures = new SignInFailures(secrets);
        secrets.add(workspace.token());
    }

    /**
     * What to connect with.
     *
     * @param host a URL without a path
     * @param authType as the SDK calls it: {@code pat}, {@code oauth-m2m}, ...
     */
    record Ticket(String host, String authType, String token) {
        /** Never the token. */
        @Override
        public String toString() {
            return host + " by " + authType;
        }
    }

    /** A ticket that is good now; a fresh one if the last has expired. */
    Ticket ticket(Deadline deadline) throws Failure.Thrown, InterruptedException {
        try {
            Ticket ticket = workers.call(deadline.leftAtMost(LIMIT), () -> {}, this::ask);
            failures.signedIn();
            return ticket;
        } catch (InterruptedException e) {
            throw e;
        } catch (Failure.Thrown e) {
            throw e;
        } catch (Workers.TooLateException e) {
            throw new Failure.Thrown(Failure.passing(
                    ErrorCode.UNAVAILABLE, "signing in to Databricks took more than " + LIMIT.toSeconds() + " s"));
        } catch (Exception e) {
            throw new Failure.Thrown(failures.of(e));
        }
    }

    /** Forgets the token, for one that was refused before its time. */
    synchronized void renew() {
        config = null;
    }

    private synchronized Ticket ask() throws Failure.Thrown {
        if (config == null) {
            config = resolved();
        }
        Map<String, String> headers = config.authenticate();
        String header = headers.getOrDefault("Authorization", "");
        if (!header.startsWith("Bearer ")) {
            throw new Failure.Thrown(Failure.lasting(
                    ErrorCode.CONFIGURATION,
                    "authentication by " + config.getAuthType()
                            + " gives no token, which the JDBC driver needs; use a token or OAuth"));
        }
        String token = header.substring("Bearer ".length());
        secrets.add(token);
        return new Ticket(host(config.getHost()), config.getAuthType(), token);
    }

    private DatabricksConfig resolved() {
        DatabricksConfig fresh = new DatabricksConfig();
        if (workspace.host() != null) {
            fresh.setHost(workspace.host());
        }
        if (workspace.profile() != null) {
            fresh.setProfile(workspace.profile());
        }
        if (workspace.token() != null) {
            fresh.setToken(workspace.token()).setAuthType("pat");
        }
        fresh.setHttpTimeoutSeconds(HTTP_SECONDS);
        fresh.setDisableRetries(true);
        if (Proxies.exist()) {
            fresh.setHttpClient(new CommonsHttpClient.Builder()
                    .withDatabricksConfig(fresh)
                    .withProxyConfig(new ProxyConfig().setUseSystemProperties(true))
                    .build());
        }
        fresh.resolve();
        secrets.add(fresh.getToken());
        secrets.add(fresh.getClientSecret());
        return fresh;
    }

    /** A token goes over the network in the clear only where the network is this machine. */
    private String host(String configured) throws Failure.Thrown {
        String host = configured == null ? "" : Workspace.url(configured);
        if (host.startsWith("http://") && !host.matches("http://(127\\.0\\.0\\.1|localhost|\\[::1\\])(:[0-9]+)?")) {
            throw new Failure.Thrown(Failure.lasting(
                    ErrorCode.CONFIGURATION,
                    host + " is not encrypted, and a token would be readable on its way; use https://"));
        }
        if (!host.matches("https?://[A-Za-z0-9._\\[\\]:-]+")) {
            throw new Failure.Thrown(Failure.lasting(
                    ErrorCode.CONFIGURATION,
                    "the workspace's address is '" + secrets.mask(host)
                            + "'; it must be a URL such as https://adb-1234567890123456.7.azuredatabricks.net"));
        }
        return host;
    }
}
