package dev.costinsights.plugin.systemtables.values;

import dev.costinsights.core.model.UsageRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Quantities and prices from text, exact and with bounds. */
public final class Decimals {

    /** A number with more digits before the point than this cannot be counted in 10<sup>-18</sup> with 128 bits. */
    private static final int MOST_INTEGER_DIGITS = 21;

    private static final int MOST_BITS = 127;

    private static final BigDecimal ZERO = BigDecimal.ZERO.setScale(UsageRecord.QUANTITY_SCALE);

    private Decimals() {}

    /**
     * A number in the form that DECIMAL(38,18) has. The table's own type has no finer digits, but a file that went
     * through another tool may have gained some; they are rounded half-even.
     *
     * @throws BadValueException when it is too large
     */
    public static BigDecimal quantity(BigDecimal value, Leaf leaf) {
        int scale = UsageRecord.QUANTITY_SCALE;
        // Looked at before anything is computed: 1e999999999 is a short text and a very long number.
        long integerDigits = (long) value.precision() - value.scale();
        if (integerDigits > MOST_INTEGER_DIGITS && value.signum() != 0) {
            throw tooLarge(value, leaf);
        }
        if (value.signum() == 0 || integerDigits < -scale) {
            return ZERO;
        }
        BigDecimal rounded = value.setScale(scale, RoundingMode.HALF_EVEN);
        if (rounded.unscaledValue().bitLength() > MOST_BITS) {
            throw tooLarge(value, leaf);
        }
        return rounded;
    }

    /**
     * A price in the same form.
     *
     * @throws BadValueException when it is negative or too large
     */
    public static BigDecimal price(BigDecimal value, Leaf leaf) {
        if (value.signum() < 0) {
            throw new BadValueException(leaf.name(), value.toString(), "is a negative price; correct it");
        }
        return quantity(value, leaf);
    }

    private static BadValueException tooLarge(BigDecimal value, Leaf leaf) {
        return new BadValueException(
                leaf.name(), value.toString(), "is larger than a DECIMAL(38,18) can be; correct it");
    }
}
