package dev.costinsights.plugin.systemtables.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.DatabricksError;
import com.databricks.sdk.core.DatabricksException;
import com.sun.net.httpserver.HttpServer;
import dev.costinsights.core.spi.ErrorCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an identity provider does for a while, told from what is wrong with the settings. */
class SignInFailuresTest {

    private final SignInFailures failures = new SignInFailures(new Secrets());

    @ParameterizedTest(name = "token endpoint: HTTP {0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "503 | <html>Service Unavailable</html> | UNAVAILABLE",
                "503 | {\"error\":\"temporarily_unavailable\",\"error_description\":\"later\"} | UNAVAILABLE",
                "401 | {\"error\":\"invalid_client\",\"error_description\":\"no\"} | CONFIGURATION"
            })
    void a_provider_in_trouble_passes_and_a_wrong_secret_does_not(int status, String body, ErrorCode expected)
            throws IOException {
        HttpServer provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        String host = "http://127.0.0.1:" + provider.getAddress().getPort();
        provider.createContext("/oidc/.well-known/oauth-authorization-server", exchange -> {
            byte[] about = ("{\"authorization_endpoint\":\"" + host + "/a\",\"token_endpoint\":\"" + host + "/t\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, about.length);
            exchange.getResponseBody().write(about);
            exchange.close();
        });
        provider.createContext("/t", exchange -> {
            byte[] answer = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        provider.start();
        try {
            assertEquals(expected, signIn(host).code());
        } finally {
            provider.stop(0);
        }
    }

    @Test
    void a_provider_that_cannot_be_reached_passes() {
        Failure failure = signIn("http://127.0.0.1:9");
        assertEquals(ErrorCode.UNAVAILABLE, failure.code());
        assertTrue(failure.mayPass());
    }

    @ParameterizedTest
    @CsvSource({"500, UNAVAILABLE", "503, UNAVAILABLE", "429, THROTTLED", "401, CONFIGURATION", "403, CONFIGURATION"})
    void the_status_decides_where_there_is_one(int status, ErrorCode expected) {
        assertEquals(expected, of(new DatabricksError("X", "no", status)).code());
    }

    @Test
    void a_time_limit_passes() {
        assertTrue(of(new SocketTimeoutException("Read timed out")).mayPass());
    }

    @Test
    void a_name_that_never_resolved_is_wrong_and_one_that_did_comes_back() {
        UnknownHostException unknown = new UnknownHostException("login.example.com");
        assertEquals(ErrorCode.CONFIGURATION, of(unknown).code());
        failures.signedIn();
        assertEquals(ErrorCode.UNAVAILABLE, of(unknown).code());
    }

    private Failure signIn(String host) {
        DatabricksConfig config = new DatabricksConfig()
                .setHost(host)
                .setClientId("id")
                .setClientSecret("secret")
                .setAuthType("oauth-m2m")
                .setHttpTimeoutSeconds(5)
                .setDisableRetries(true)
                .resolve();
        return failures.of(assertThrows(DatabricksException.class, config::authenticate));
    }

    private Failure of(Exception cause) {
        return failures.of(new DatabricksException("oauth-m2m auth: no", cause));
    }
}
