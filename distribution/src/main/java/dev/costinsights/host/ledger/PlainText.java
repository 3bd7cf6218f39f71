package dev.costinsights.host.ledger;

import dev.costinsights.core.model.Int128;
import dev.costinsights.core.model.TimeSpan;

/** Numbers and times as text: plain decimals with all digits of their scale, and ISO 8601 in UTC. */
final class PlainText {

    private static final int MICROS_DIGITS = 6;

    private PlainText() {}

    static void decimal(Int128 unscaled, int scale, StringBuilder out) {
        if (!unscaled.isLong() || unscaled.low() == Long.MIN_VALUE) {
            out.append(unscaled.toDecimal(scale).toPlainString());
            return;
        }
        long value = unscaled.low();
        if (value < 0) {
            out.append('-');
            value = -value;
        }
        int start = out.length();
        out.append(value);
        int missing = scale + 1 - (out.length() - start);
        if (missing > 0) {
            out.insert(start, "0".repeat(missing));
        }
        out.insert(out.length() - scale, '.');
    }

    /** {@code 2026-10-01T00:00:00Z}, with six decimals where the second is not whole. */
    static void timestamp(long micros, StringBuilder out) {
        long seconds = Math.floorDiv(micros, TimeSpan.SECOND);
        long fraction = Math.floorMod(micros, TimeSpan.SECOND);
        String whole = TimeSpan.instant(seconds * TimeSpan.SECOND).toString();
        out.append(whole, 0, whole.length() - 1);
        if (fraction != 0) {
            String digits = Long.toString(fraction);
            out.append('.').append("0".repeat(MICROS_DIGITS - digits.length())).append(digits);
        }
        out.append('Z');
    }
}
