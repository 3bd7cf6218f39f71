package dev.costinsights.plugin.systemtables.jdbc;

import java.math.BigDecimal;

/** Decimals as text that is the same for the same value: no exponent, no sign before zero, no zeros that say nothing. */
final class PlainDecimal {

    /** Numbers that would take more digits to write than this are left as they are. */
    private static final int MOST_DIGITS = 1_000;

    private PlainDecimal() {}

    /** @throws NumberFormatException when the text is no number */
    static String of(String text) {
        int last = text.length() - 1;
        int point = -1;
        for (int i = 0; i <= last; i++) {
            char c = text.charAt(i);
            if (c == '.' && point < 0) {
                point = i;
            } else if (c < '0' || c > '9') {
                if (c != '-' || i > 0) {
                    return slowly(text);
                }
            }
        }
        if (!isPlain(text, point)) {
            return slowly(text);
        }
        if (point < 0) {
            return text;
        }
        while (text.charAt(last) == '0') {
            last--;
        }
        String plain = text.substring(0, last == point ? point : last + 1);
        return plain.equals("-0") ? "0" : plain;
    }

    /** Whether there are digits on both sides of the point, and no zero before the first that counts. */
    private static boolean isPlain(String text, int point) {
        int first = text.startsWith("-") ? 1 : 0;
        int whole = (point < 0 ? text.length() : point) - first;
        if (whole == 0 || point == text.length() - 1) {
            return false;
        }
        return text.charAt(first) != '0' || (whole == 1 && !(first == 1 && point < 0));
    }

    private static String slowly(String text) {
        BigDecimal value = new BigDecimal(text.trim());
        if (value.signum() == 0) {
            return "0";
        }
        BigDecimal stripped = value.stripTrailingZeros();
        long digits = Math.max(stripped.precision(), Math.abs((long) stripped.scale()));
        return digits > MOST_DIGITS ? stripped.toString() : stripped.toPlainString();
    }
}
