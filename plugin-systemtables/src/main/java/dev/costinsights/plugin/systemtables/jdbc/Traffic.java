package dev.costinsights.plugin.systemtables.jdbc;

import com.databricks.internal.sdk.core.http.HttpClient;
import com.databricks.internal.sdk.core.http.Request;
import com.databricks.internal.sdk.core.http.Response;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * What one connection's requests were answered with. The driver hands on neither a status nor a {@code Retry-After}
 * reliably, and both decide what to do about a failure. One call at a time.
 */
final class Traffic implements HttpClient {

    private final HttpClient client;
    private final Clock clock;
    private volatile int status;
    private volatile String retryAfter;
    private volatile boolean json;

    Traffic(HttpClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    @Override
    public Response execute(Request request) throws IOException {
        forget();
        Response response = client.execute(request);
        retryAfter = response.getFirstHeader("Retry-After");
        String type = response.getFirstHeader("Content-Type");
        json = type != null && type.startsWith("application/json");
        status = response.getStatusCode();
        return response;
    }

    /** Before a call, so that it does not inherit an answer. */
    void forget() {
        status = 0;
        retryAfter = null;
        json = false;
    }

    /** Of the last answer; 0 when there was none. */
    int status() {
        return status;
    }

    /** Whether the last answer was one as a workspace gives them. */
    boolean isJson() {
        return json;
    }

    Optional<Duration> retryAfter() {
        return RetryAfter.parse(retryAfter, clock.instant());
    }
}
