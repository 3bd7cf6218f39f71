package dev.costinsights.workspace.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * A part of a list, and the token for the next.
 *
 * @param next empty on the last page
 */
public record Page<T>(List<T> entries, String next, String previous) {

    /** @throws ApiError for a token that is not one of ours */
    public static <T> Page<T> of(List<T> all, String token, int limit) {
        int from = token.isEmpty() ? 0 : position(token);
        int to = Math.min(all.size(), from + limit);
        List<T> entries = from >= all.size() ? List.of() : List.copyOf(all.subList(from, to));
        return new Page<>(entries, to < all.size() ? token(to) : "", from > 0 ? token(Math.max(0, from - limit)) : "");
    }

    /** As most lists are answered: the entries under a name, and {@code next_page_token} when there is more. */
    public ObjectNode json(String name, Function<T, ? extends JsonNode> view) {
        ObjectNode node = Json.object();
        ArrayNode list = node.putArray(name);
        entries.forEach(entry -> list.add(view.apply(entry)));
        if (!next.isEmpty()) {
            node.put("next_page_token", next);
        }
        return node;
    }

    private static String token(int position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("from:" + position).getBytes(StandardCharsets.UTF_8));
    }

    private static int position(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.matches("from:[0-9]{1,9}")) {
                return Integer.parseInt(text.substring(5));
            }
        } catch (IllegalArgumentException e) {
            // Not in base 64; answered below.
        }
        throw ApiError.invalid("page_token '" + token + "' is invalid");
    }
}
