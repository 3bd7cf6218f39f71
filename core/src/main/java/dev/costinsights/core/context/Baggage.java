package dev.costinsights.core.context;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * W3C baggage, as OpenTelemetry carries it from service to service: {@code key=value} pairs, separated by commas, values
 * percent-encoded, properties after a semicolon. The keys are those of the standard tag dialects.
 */
public final class Baggage {

    private static final int LONGEST = 8192;

    private Baggage() {}

    /** What a {@code baggage} header says; {@link AttributionContext#EMPTY} when nothing. Never throws. */
    public static AttributionContext read(String header) {
        if (header == null || header.isBlank() || header.length() > LONGEST) {
            return AttributionContext.EMPTY;
        }
        Map<String, String> entries = new TreeMap<>();
        for (String member : header.split(",", -1)) {
            int properties = member.indexOf(';');
            String pair = properties < 0 ? member : member.substring(0, properties);
            int equals = pair.indexOf('=');
            if (equals > 0) {
                String value = decoded(pair.substring(equals + 1).strip());
                if (value != null) {
                    entries.putIfAbsent(pair.substring(0, equals).strip(), value);
                }
            }
        }
        return TagDialect.DAGSTER.read(entries).orElse(TagDialect.NEUTRAL.read(entries));
    }

    /** The environment's variable, as OpenTelemetry passes baggage to a process that it starts. */
    static AttributionContext readEnvironment(Map<String, String> variables) {
        return read(variables.get("BAGGAGE"));
    }

    /** The value of which the percent signs are taken off, or null when it is no UTF-8. */
    private static String decoded(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            if (low >= 0) {
                bytes[length++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                bytes[length++] = bytes[i];
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
