package dev.costinsights.host.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** An answer. */
public record ApiResponse(int status, String contentType, byte[] body, Map<String, String> headers) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public ApiResponse {
        Objects.requireNonNull(contentType, "contentType");
        Objects.requireNonNull(body, "body");
        headers = Map.copyOf(headers);
    }

    /** @param value maps, lists, records and what they hold */
    public static ApiResponse json(int status, Object value) {
        return new ApiResponse(status, "application/json", write(value), Map.of());
    }

    public static ApiResponse text(String contentType, String text) {
        return new ApiResponse(200, contentType, text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    public static ApiResponse problem(Problem problem) {
        return new ApiResponse(problem.status(), Problem.CONTENT_TYPE, write(problem.members()), Map.of());
    }

    ApiResponse withHeader(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new ApiResponse(status, contentType, body, more);
    }

    private static byte[] write(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
