package dev.costinsights.workspace.server.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * An answer.
 *
 * @param length of the body in bytes
 * @param delivery how it goes over the wire
 */
public record Reply(int status, Map<String, String> headers, long length, Body body, Delivery delivery) {

    /** Writes the body, once. */
    @FunctionalInterface
    public interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    public Reply {
        headers = Map.copyOf(headers);
    }

    /** @param node of Jackson's tree */
    public static Reply json(int status, Object node) {
        return bytes(status, "application/json", Json.bytes(node));
    }

    public static Reply json(Object node) {
        return json(200, node);
    }

    /** {@code {}}, which is what calls without a result answer. */
    public static Reply empty() {
        return json(Json.object());
    }

    public static Reply bytes(int status, String type, byte[] bytes) {
        return streamed(status, type, bytes.length, out -> out.write(bytes));
    }

    public static Reply streamed(int status, String type, long length, Body body) {
        return new Reply(status, Map.of("Content-Type", type), length, body, Delivery.WHOLE);
    }

    /** The same with more headers. */
    public Reply with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(more);
        return new Reply(status, all, length, body, delivery);
    }

    public Reply with(Delivery other) {
        return new Reply(status, headers, length, body, other);
    }
}
