package dev.costinsights.host.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An error as RFC 9457 has it. Says what is wrong and what to do; never holds a secret, a stack or SQL.
 *
 * @param code stable, for programs: {@code invalid_body}, {@code unauthorized}, ...
 */
public record Problem(int status, String code, String title, String detail) {

    public static final String CONTENT_TYPE = "application/problem+json";

    public static Problem badRequest(String detail) {
        return new Problem(400, "invalid_request", "The request is wrong", detail);
    }

    public static Problem unavailable(String detail) {
        return new Problem(503, "unavailable", "It cannot be done now", detail);
    }

    static Problem bug() {
        return new Problem(500, "internal", "A bug in cost-insights", "the server's log says more; please report it");
    }

    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "about:blank");
        members.put("title", title);
        members.put("status", status);
        members.put("code", code);
        members.put("detail", detail);
        return members;
    }
}
