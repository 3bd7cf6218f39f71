package dev.costinsights.core.model;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A signed 128-bit integer: a number of ledger units. Costs count 10<sup>-12</sup> of a currency, quantities
 * 10<sup>-18</sup> of their unit, so that the largest quantity a bill can hold (below 10<sup>20</sup>) still fits.
 *
 * <p>Arithmetic never wraps: what does not fit throws {@link ArithmeticException}.
 *
 * @param high the upper 64 bits, signed
 * @param low the lower 64 bits, unsigned
 */
public record Int128(long high, long low) implements Comparable<Int128> {

    public static final Int128 ZERO = new Int128(0, 0);

    private static final BigInteger MASK_64 = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    public static Int128 of(long value) {
        return value == 0 ? ZERO : new Int128(value >> 63, value);
    }

    /** @throws ArithmeticException when the value needs more than 128 bits */
    public static Int128 of(BigInteger value) {
        if (value.bitLength() > 127) {
            throw new ArithmeticException(value + " does not fit in 128 bits");
        }
        return value.bitLength() < 64
                ? of(value.longValue())
                : new Int128(
                        value.shiftRight(64).longValue(), value.and(MASK_64).longValue());
    }

    /**
     * The number of units of 10<sup>-scale</sup> in a decimal that has no finer digits.
     *
     * @throws ArithmeticException when it has finer digits or needs more than 128 bits
     */
    public static Int128 unscaled(BigDecimal value, int scale) {
        return of(value.setScale(scale).unscaledValue());
    }

    /** The value times 10<sup>-scale</sup>. */
    public BigDecimal toDecimal(int scale) {
        return isLong() ? BigDecimal.valueOf(low, scale) : new BigDecimal(toBigInteger(), scale);
    }

    public BigInteger toBigInteger() {
        if (isLong()) {
            return BigInteger.valueOf(low);
        }
        return BigInteger.valueOf(high).shiftLeft(64).or(BigInteger.valueOf(low).and(MASK_64));
    }

    /** True when {@link #low()} alone is the value. */
    public boolean isLong() {
        return high == low >> 63;
    }

    public boolean isZero() {
        return (high | low) == 0;
    }

    /** -1, 0 or 1. */
    public int signum() {
        return high < 0 ? -1 : (high | low) == 0 ? 0 : 1;
    }

    public Int128 plus(Int128 other) {
        long sumLow = low + other.low;
        long carry = Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0;
        long sumHigh = high + other.high + carry;
        // Two numbers of one sign whose sum has the other sign: the 128 bits were not enough.
        if (((high ^ sumHigh) & (other.high ^ sumHigh)) < 0) {
            throw new ArithmeticException(this + " + " + other + " does not fit in 128 bits");
        }
        return new Int128(sumHigh, sumLow);
    }

    public Int128 minus(Int128 other) {
        long differenceLow = low - other.low;
        long borrow = Long.compareUnsigned(low, other.low) < 0 ? 1 : 0;
        long differenceHigh = high - other.high - borrow;
        if (((high ^ other.high) & (high ^ differenceHigh)) < 0) {
            throw new ArithmeticException(this + " - " + other + " does not fit in 128 bits");
        }
        return new Int128(differenceHigh, differenceLow);
    }

    public Int128 negate() {
        return ZERO.minus(this);
    }

    @Override
    public int compareTo(Int128 other) {
        return high != other.high ? Long.compare(high, other.high) : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return toBigInteger().toString();
    }
}
