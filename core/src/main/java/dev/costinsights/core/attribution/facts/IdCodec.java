package dev.costinsights.core.attribution.facts;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Packs ids into two longs each. Record and statement ids are UUIDs in lower case, which fit exactly; any other text goes
 * into a pool. The order of packed ids is the order of their texts.
 *
 * <p>Not safe for use by several threads.
 */
final class IdCodec {

    private static final char[] HEX = "0123456789abcdef".toCharArray();
    /** The digits' values by character; lower case only: a UUID in capitals is another text, and must come out as such. */
    private static final byte[] DIGITS = digits();

    private final Map<String, Integer> pooled = new HashMap<>();
    private final List<String> pool = new ArrayList<>();

    private long high;
    private long low;

    /**
     * Packs a text; {@link #high()} and {@link #low()} then hold the parts.
     *
     * @return whether it is a UUID; else the parts point into the pool
     */
    boolean pack(String text) {
        if (parseUuid(text)) {
            return true;
        }
        Integer known = pooled.get(text);
        if (known == null) {
            known = pool.size();
            pooled.put(text, known);
            pool.add(text);
        }
        high = 0;
        low = known;
        return false;
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    String text(boolean uuid, long idHigh, long idLow) {
        if (!uuid) {
            return pool.get((int) idLow);
        }
        byte[] text = new byte[36];
        hex(text, 0, idHigh >>> 32, 8);
        text[8] = '-';
        hex(text, 9, idHigh >>> 16, 4);
        text[13] = '-';
        hex(text, 14, idHigh, 4);
        text[18] = '-';
        hex(text, 19, idLow >>> 48, 4);
        text[23] = '-';
        hex(text, 24, idLow, 12);
        return new String(text, 0, 36, StandardCharsets.ISO_8859_1);
    }

    int compare(boolean leftUuid, long leftHigh, long leftLow, boolean rightUuid, long rightHigh, long rightLow) {
        if (leftUuid && rightUuid) {
            int byHigh = Long.compareUnsigned(leftHigh, rightHigh);
            return byHigh != 0 ? byHigh : Long.compareUnsigned(leftLow, rightLow);
        }
        return text(leftUuid, leftHigh, leftLow).compareTo(text(rightUuid, rightHigh, rightLow));
    }

    /** Whether the text is a UUID in lower case; {@link #high()} and {@link #low()} then hold the parts. */
    boolean parseUuid(String text) {
        if (text.length() != 36) {
            return false;
        }
        // All at once: asking the text for each character costs more than the copy.
        // What no byte can hold becomes a question mark, which is no digit; a pair of surrogates becomes one.
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length != 36 || bytes[8] != '-' || bytes[13] != '-' || bytes[18] != '-' || bytes[23] != '-') {
            return false;
        }
        long one = number(bytes, 0, 8);
        long two = number(bytes, 9, 13);
        long three = number(bytes, 14, 18);
        long four = number(bytes, 19, 23);
        long five = number(bytes, 24, 36);
        if ((one | two | three | four | five) < 0) {
            return false;
        }
        high = one << 32 | two << 16 | three;
        low = four << 48 | five;
        return true;
    }

    /** The number that at most twelve digits make, or -1 when one of them is none. */
    private static long number(byte[] text, int from, int to) {
        long number = 0;
        int sign = 0;
        for (int i = from; i < to; i++) {
            int digit = DIGITS[text[i] & 0xFF];
            sign |= digit;
            number = number << 4 | digit;
        }
        return sign < 0 ? -1 : number;
    }

    private static byte[] digits() {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) -1);
        for (int value = 0; value < HEX.length; value++) {
            values[HEX[value]] = (byte) value;
        }
        return values;
    }

    private static void hex(byte[] text, int at, long value, int digits) {
        for (int i = digits - 1; i >= 0; i--) {
            text[at + i] = (byte) HEX[(int) value & 15];
            value >>>= 4;
        }
    }
}
