package dev.costinsights.workspace.server.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request, read whole.
 *
 * @param path without query and trailing slash
 * @param variables what stands in the route's places, e.g. {@code statement_id}
 * @param query as sent; of a repeated name the last
 * @param headers by lower-case name
 * @param user whose token it is; empty before the token was looked at
 */
public record Call(
        String method,
        String path,
        Map<String, String> variables,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body,
        String user) {

    /** What is in the body: an object, also when nothing was sent. */
    public Fields json() {
        if (body.length == 0) {
            return new Fields(Json.object());
        }
        return Fields.of(Json.parse(body));
    }

    /** The query's parameters as if they were a JSON object of texts. */
    public Fields parameters() {
        var node = Json.object();
        query.forEach(node::put);
        return new Fields(node);
    }

    public String variable(String name) {
        return variables.get(name);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    Call with(Map<String, String> routeVariables) {
        return new Call(method, path, routeVariables, query, headers, body, user);
    }

    public Call as(String principal) {
        return new Call(method, path, variables, query, headers, body, principal);
    }

    static Map<String, String> decodeQuery(String raw) {
        Map<String, String> decoded = new LinkedHashMap<>();
        if (raw == null || raw.isEmpty()) {
            return decoded;
        }
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            // The SDK repeats a parameter for each element of a list.
            decoded.merge(decode(name), decode(value), (first, next) -> first + "," + next);
        }
        return decoded;
    }

    static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiError.invalid("'" + text + "' is not a valid URL encoding");
        }
    }
}
