package dev.costinsights.host.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A cell: what a program reads, and what a person sees.
 *
 * @param raw plain text or a plain number with all its digits; empty for nothing
 * @param shown rounded, with thousands separators
 * @param number whether {@code raw} is a number; numbers stand on the right
 */
public record Cell(String raw, String shown, boolean number) {

    private static final int CENTS = 2;
    private static final int PERCENT = 100;
    private static final String BARS = "▁▂▃▄▅▆▇█";

    /** Null and empty show as a hyphen. Control characters are not let through to the terminal. */
    public static Cell text(String value) {
        String raw = value == null ? "" : value;
        return new Cell(raw, raw.isEmpty() ? "-" : visible(raw), false);
    }

    public static Cell count(long value) {
        return new Cell(Long.toString(value), grouped(BigDecimal.valueOf(value)), true);
    }

    /** An amount of money; shown with two decimals, half even. */
    public static Cell money(BigDecimal value) {
        return new Cell(value.toPlainString(), grouped(value.setScale(CENTS, RoundingMode.HALF_EVEN)), true);
    }

    /** Shown with at most three decimals. */
    public static Cell quantity(BigDecimal value) {
        BigDecimal rounded = value.setScale(CENTS + 1, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return new Cell(value.toPlainString(), grouped(rounded.scale() < 0 ? rounded.setScale(0) : rounded), true);
    }

    /** No number, where there might be one. */
    public static Cell nothing() {
        return new Cell("", "-", true);
    }

    /** A number that is shown with all its digits. */
    public static Cell plain(BigDecimal value) {
        return new Cell(value.toPlainString(), value.toPlainString(), true);
    }

    /** A part of a whole; shown in percent with one decimal. Nothing when there is no whole. */
    public static Cell share(BigDecimal part, BigDecimal whole) {
        if (whole.signum() == 0) {
            return nothing();
        }
        BigDecimal ratio = part.divide(whole, MathContext.DECIMAL64);
        BigDecimal percent = ratio.multiply(BigDecimal.valueOf(PERCENT)).setScale(1, RoundingMode.HALF_EVEN);
        return new Cell(ratio.setScale(6, RoundingMode.HALF_EVEN).toPlainString(), percent.toPlainString() + "%", true);
    }

    /** How a value differs from a former one; shown in percent with its sign, or as new or gone. */
    public static Cell change(BigDecimal now, BigDecimal before) {
        if (before.signum() == 0) {
            return new Cell("", now.signum() == 0 ? "-" : "new", true);
        }
        BigDecimal ratio = now.subtract(before).divide(before.abs(), MathContext.DECIMAL64);
        BigDecimal percent = ratio.multiply(BigDecimal.valueOf(PERCENT)).setScale(1, RoundingMode.HALF_EVEN);
        return new Cell(
                ratio.setScale(6, RoundingMode.HALF_EVEN).toPlainString(),
                now.signum() == 0 ? "gone" : (percent.signum() > 0 ? "+" : "") + grouped(percent) + "%",
                true);
    }

    /** Values of one period after the other; shown as bars, of which the highest is the largest value. */
    public static Cell trend(List<BigDecimal> values) {
        BigDecimal most = values.stream().reduce(BigDecimal.ZERO, BigDecimal::max);
        return new Cell(
                values.stream().map(BigDecimal::toPlainString).collect(Collectors.joining(" ")),
                values.stream().map(value -> bar(value, most)).collect(Collectors.joining()),
                false);
    }

    private static String bar(BigDecimal value, BigDecimal most) {
        if (value.signum() <= 0) {
            return value.signum() == 0 ? "·" : "▁";
        }
        int height = value.multiply(BigDecimal.valueOf(BARS.length()))
                .divide(most, 0, RoundingMode.CEILING)
                .intValue();
        return BARS.substring(height - 1, height);
    }

    private static String grouped(BigDecimal value) {
        String plain = value.abs().toPlainString();
        int point = plain.indexOf('.');
        StringBuilder text = new StringBuilder(plain);
        for (int at = (point < 0 ? plain.length() : point) - 3; at > 0; at -= 3) {
            text.insert(at, ',');
        }
        return value.signum() < 0 ? text.insert(0, '-').toString() : text.toString();
    }

    private static String visible(String text) {
        return text.codePoints().noneMatch(Cell::hidden)
                ? text
                : text.codePoints()
                        .map(c -> hidden(c) ? '\uFFFD' : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean hidden(int c) {
        return Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
    }
}
