package dev.costinsights.plugin.systemtables.jdbc;

import com.databricks.sdk.core.DatabricksError;
import dev.costinsights.core.spi.ErrorCode;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Makes sense of what the SDK throws when it signs in: what an identity provider or the way to it does for a while must not
 * look like a wrong setting, for with that a run ends. Any number of threads.
 */
final class SignInFailures {

    private static final int LONGEST_GIST = 200;
    private static final int DEEPEST = 20;

    /** What OAuth has for a provider in trouble; the SDK puts it into its message and nowhere else. */
    private static final Pattern IN_TROUBLE =
            Pattern.compile("error: (temporarily_unavailable|server_error|slow_down)\\b");

    private final Secrets secrets;
    private volatile boolean signedIn;

    SignInFailures(Secrets secrets) {
        this.secrets = secrets;
    }

    /** It worked: names of hosts that do not resolve later did so before. */
    void signedIn() {
        signedIn = true;
    }

    Failure of(Throwable thrown) {
        String gist = secrets.mask(String.valueOf(thrown.getMessage())).replaceAll("\\s+", " ");
        String what = "cannot sign in to Databricks: "
                + (gist.length() <= LONGEST_GIST ? gist : gist.substring(0, LONGEST_GIST) + "...");
        Optional<ErrorCode> passing = passing(thrown, gist);
        return passing.isPresent()
                ? Failure.passing(
                        passing.get(), what + "; try again later, and check DATABRICKS_HOST and the login if it stays")
                : Failure.lasting(
                        ErrorCode.CONFIGURATION,
                        what + "; set DATABRICKS_HOST and DATABRICKS_TOKEN, or a profile, or OAuth's variables");
    }

    private Optional<ErrorCode> passing(Throwable thrown, String gist) {
        Throwable at = thrown;
        for (int depth = 0; at != null && depth < DEEPEST; at = at.getCause(), depth++) {
            if (at instanceof DatabricksError error && error.getStatusCode() == 429) {
                return Optional.of(ErrorCode.THROTTLED);
            }
            if ((at instanceof DatabricksError error && error.getStatusCode() >= 500)
                    || at instanceof TimeoutException
                    || (at instanceof IOException io && passes(io))) {
                return Optional.of(ErrorCode.UNAVAILABLE);
            }
        }
        return IN_TROUBLE.matcher(gist).find() ? Optional.of(ErrorCode.UNAVAILABLE) : Optional.empty();
    }

    /** An answer that is no JSON, too: so are the pages that gateways show for a provider that is down. */
    private boolean passes(IOException e) {
        return !(e instanceof SSLException) && (signedIn || !(e instanceof UnknownHostException));
    }
}
