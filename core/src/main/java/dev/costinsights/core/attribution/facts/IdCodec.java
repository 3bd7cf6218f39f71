package dev.costinsights.core.attribution.facts;

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
        return new String(text, 0, 36, java.nio.charset.StandardCharsets.ISO_8859_1);
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
        if (text.length() != 36
                || text.charAt(8) != '-'
                || text.charAt(13) != '-'
                || text.charAt(18) != '-'
                || text.charAt(23) != '-') {
            return false;
        }
        long first = 0;
        long second = 0;
        for (int i = 0; i < 36; i++) {
            if (i == 8 || i == 13 || i == 18 || i == 23) {
                continue;
            }
            int digit = digit(text.charAt(i));
            if (digit < 0) {
                return false;
            }
            if (i < 18) {
                first = first << 4 | digit;
            } else {
                second = second << 4 | digit;
            }
        }
        high = first;
        low = second;
        return true;
    }

    private static int digit(char c) {
        return c < DIGITS.length ? DIGITS[c] : -1;
    }

    private static byte[] digits() {
        byte[] values = new byte[128];
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
