package dev.costinsights.core.attribution.pricing;

import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.Int128;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Quantity times price, rounded once (method, section 2). */
public final class Pricing {

    /** Decimal digits of a cost that the ledger's DECIMAL(38,12) holds. */
    private static final int COST_DIGITS = 38;

    private static final BigInteger LIMIT = BigInteger.TEN.pow(COST_DIGITS);

    /** What quantity times price has more decimals than the cost, beside the price's own. */
    private static final int SURPLUS = Charge.QUANTITY_SCALE - Charge.COST_SCALE;

    /** Divisors of this many digits leave a remainder that fits beside 32 more bits in a long. */
    private static final int DIGITS_AT_ONCE = 9;

    private static final long[] POWERS_OF_TEN = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };

    private Pricing() {}

    /**
     * {@code roundHalfEven(quantity * price * 10^12)}: exact, rounded once.
     *
     * @param quantity in units of 10<sup>-18</sup> of the usage unit
     * @param price units of currency per usage unit
     * @return the cost in units of 10<sup>-12</sup> of the currency
     * @throws ArithmeticException when the cost does not fit in DECIMAL(38,12)
     */
    public static Int128 cost(Int128 quantity, BigDecimal price) {
        if (quantity.isZero() || price.signum() == 0) {
            return Int128.ZERO;
        }
        int digits = price.scale() + SURPLUS;
        // 18 digits are two divisions; with one digit or more to drop, 127 bits cannot reach 10^38.
        if (digits >= 1 && digits <= 2 * DIGITS_AT_ONCE) {
            BigInteger unscaled = price.unscaledValue();
            if (unscaled.bitLength() < 63) {
                long factor = Math.abs(unscaled.longValue());
                long low = quantity.high() < 0 ? -quantity.low() : quantity.low();
                long high = magnitudeHigh(quantity);
                long productHigh = high * factor + Math.multiplyHigh(low, factor) + ((low >> 63) & factor);
                // Both parts are below 2^63 then, and so is what they add up to.
                if (Math.multiplyHigh(high, factor) == 0 && high * factor >= 0 && productHigh >= 0) {
                    boolean negative = (quantity.high() < 0) != (unscaled.signum() < 0);
                    return dropDigits(productHigh, low * factor, digits, negative);
                }
            }
        }
        return exactly(quantity, price);
    }

    /** The upper half of the absolute value, unsigned. */
    private static long magnitudeHigh(Int128 value) {
        return value.high() >= 0 ? value.high() : value.low() == 0 ? -value.high() : ~value.high();
    }

    /** A number of up to 127 bits without its last decimal digits, rounded half-even. */
    private static Int128 dropDigits(long high, long low, int digits, boolean negative) {
        long remainder = 0;
        long divisor = 1;
        for (int left = digits; left > 0; left -= DIGITS_AT_ONCE) {
            long power = POWERS_OF_TEN[Math.min(left, DIGITS_AT_ONCE)];
            long top = high / power;
            long middle = (high - top * power) << 32 | low >>> 32;
            long third = middle / power;
            long bottom = (middle - third * power) << 32 | (low & 0xFFFF_FFFFL);
            long last = bottom / power;
            remainder += (bottom - last * power) * divisor;
            divisor *= power;
            high = top;
            low = third << 32 | last;
        }
        long beyondHalf = 2 * remainder - divisor;
        if (beyondHalf > 0 || (beyondHalf == 0 && (low & 1) != 0)) {
            low++;
            high += low == 0 ? 1 : 0;
        }
        if (negative) {
            low = -low;
            high = low == 0 ? -high : ~high;
        }
        return (high | low) == 0 ? Int128.ZERO : new Int128(high, low);
    }

    private static Int128 exactly(Int128 quantity, BigDecimal price) {
        // 10^(digits-1) <= |price| < 10^digits and 10^-18 <= |quantity| < 10^21. Decided before anything is computed,
        // because a price such as 1E+999999999 would fill the memory.
        long digits = (long) price.precision() - price.scale();
        if (digits - 1 - Charge.QUANTITY_SCALE + Charge.COST_SCALE >= COST_DIGITS) {
            throw outOfRange(quantity, price);
        }
        if (digits + 21 + Charge.COST_SCALE < 0) {
            return Int128.ZERO;
        }
        BigInteger cost = quantity.toDecimal(Charge.QUANTITY_SCALE)
                .multiply(price)
                .setScale(Charge.COST_SCALE, RoundingMode.HALF_EVEN)
                .unscaledValue();
        if (cost.abs().compareTo(LIMIT) >= 0) {
            throw outOfRange(quantity, price);
        }
        return Int128.of(cost);
    }

    private static ArithmeticException outOfRange(Int128 quantity, BigDecimal price) {
        return new ArithmeticException("the cost of " + quantity + " * 10^-18 at " + price + " has more than "
                + (COST_DIGITS - Charge.COST_SCALE) + " digits before the point");
    }
}
