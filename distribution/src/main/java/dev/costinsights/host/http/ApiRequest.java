package dev.costinsights.host.http;

import java.util.Map;
import java.util.Objects;

/**
 * A call, as routes see it.
 *
 * @param query the first value of each query parameter
 * @param body never longer than the server allows
 */
public record ApiRequest(String method, String path, Map<String, String> query, byte[] body) {

    public ApiRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        query = Map.copyOf(query);
        Objects.requireNonNull(body, "body");
    }
}
