package dev.costinsights.core.attribution.split;

import dev.costinsights.core.model.Int128;
import java.math.BigInteger;

/**
 * One amount being shared by weighted items. Items are asked for one after the other in canonical order (interval start,
 * then id); with {@code P_i} the sum of the first {@code i} weights, {@code W} the sum of all and {@code N} the amount,
 * the share of item {@code i} is
 *
 * <pre>{@code a_i = sign(N) * (floor(|N| * P_i / W) - floor(|N| * P_(i-1) / W))}</pre>
 *
 * <p>So the shares of all items add up to the amount exactly, each is less than one unit away from its fraction, an item
 * without weight gets nothing, the shares of {@code -N} are the negated shares of {@code N}, and items of one weight
 * differ by at most one unit. Every amount and every total is exact; nothing overflows.
 *
 * <p>For the engine only: amounts are divided nowhere else (method, section 4). A split is used once
 * and by one thread.
 */
public final class Split {

    private final Int128 amount;
    /** Sum of all weights; meaningless when {@link #exact} is there. */
    private final long total;
    /** Not null when the total needs more than 63 bits. */
    private final ExactSplit exact;

    private long prefix;

    // |N| = quotient * W + remainder, so that the share of a weight w is quotient * w and the growth of
    // floor(remainder * P / W). Computed for the first item that needs them.
    private boolean prepared;
    private boolean negative;
    private long quotientHigh;
    private long quotientLow;
    private long remainder;
    /** {@code floor(remainder * 2^64 / W)}: turns the division that every share needs into a multiplication. */
    private long slope;
    /** {@code remainder * P mod W}: what the items up to here did not get because it was less than a unit. */
    private long carried;

    private Split(Int128 amount, long total, ExactSplit exact) {
        this.amount = amount;
        this.total = total;
        this.exact = exact;
    }

    /**
     * @param totalWeight sum of the weights of all items
     * @throws IllegalArgumentException when the total is not above 0
     */
    public static Split of(Int128 amount, long totalWeight) {
        if (totalWeight <= 0) {
            throw new IllegalArgumentException("the weights must add up to more than 0, but do to " + totalWeight);
        }
        return new Split(amount, totalWeight, null);
    }

    /**
     * For totals of any size.
     *
     * @throws IllegalArgumentException when the total is not above 0
     */
    public static Split of(Int128 amount, BigInteger totalWeight) {
        if (totalWeight.signum() <= 0) {
            throw new IllegalArgumentException("the weights must add up to more than 0, but do to " + totalWeight);
        }
        return totalWeight.bitLength() < 64
                ? of(amount, totalWeight.longValue())
                : new Split(amount, 0, new ExactSplit(amount, totalWeight));
    }

    /**
     * The share of the next item.
     *
     * @param weight not negative
     * @throws IllegalStateException when the weights so far add up to more than the total
     */
    public Int128 next(long weight) {
        if (weight <= 0) {
            if (weight < 0) {
                throw new IllegalArgumentException("a weight is negative: " + weight);
            }
            return Int128.ZERO;
        }
        if (exact != null) {
            return exact.next(BigInteger.valueOf(weight));
        }
        if (weight > total - prefix) {
            throw beyond(BigInteger.valueOf(weight), BigInteger.valueOf(prefix), BigInteger.valueOf(total));
        }
        prefix += weight;
        if (amount.isZero()) {
            return Int128.ZERO;
        }
        if (weight == total) {
            return amount;
        }
        if (!prepared) {
            prepare();
        }
        return share(weight);
    }

    /**
     * The share of the next item, for weights of any size.
     *
     * @param weight not negative
     * @throws IllegalStateException when the weights so far add up to more than the total
     */
    public Int128 next(BigInteger weight) {
        if (weight.bitLength() < 64) {
            return next(weight.longValue());
        }
        if (weight.signum() < 0) {
            throw new IllegalArgumentException("a weight is negative: " + weight);
        }
        if (exact == null) {
            throw beyond(weight, BigInteger.valueOf(prefix), BigInteger.valueOf(total));
        }
        return exact.next(weight);
    }

    static IllegalStateException beyond(BigInteger weight, BigInteger prefix, BigInteger total) {
        return new IllegalStateException(
                "after " + prefix + " of " + total + " an item weighs " + weight + ": more than is left");
    }

    private Int128 share(long weight) {
        // floor((remainder * weight + carried) / W). The estimate is right or 1 too small, because slope is less than 1
        // below its fraction and weight is less than 2^64; so all that follows is below 2 * W and fits in 64 bits.
        long growth = multiplyHigh(slope, weight);
        long rest = remainder * weight - growth * total;
        if (Long.compareUnsigned(rest, total) >= 0) {
            rest -= total;
            growth++;
        }
        rest += carried;
        if (Long.compareUnsigned(rest, total) >= 0) {
            rest -= total;
            growth++;
        }
        carried = rest;
        long low = quotientLow * weight + growth;
        long carry = Long.compareUnsigned(low, growth) < 0 ? 1 : 0;
        long high = quotientHigh * weight + multiplyHigh(quotientLow, weight) + carry;
        if (negative) {
            low = -low;
            high = low == 0 ? -high : ~high;
        }
        return (high | low) == 0 ? Int128.ZERO : new Int128(high, low);
    }

    private void prepare() {
        prepared = true;
        long low = amount.low();
        long high = amount.high();
        negative = high < 0;
        if (negative) {
            // Unsigned from here on, so that even -2^127 has its magnitude.
            low = -low;
            high = low == 0 ? -high : ~high;
        }
        if (high == 0 && low >= 0) {
            quotientLow = low / total;
        } else {
            quotientHigh = Long.divideUnsigned(high, total);
            quotientLow = divide(high - quotientHigh * total, low, total);
        }
        remainder = low - quotientLow * total;
        slope = remainder == 0 ? 0 : divide(remainder, 0, total);
    }

    /** The upper 64 bits of an unsigned and a positive number. */
    private static long multiplyHigh(long unsigned, long positive) {
        return Math.multiplyHigh(unsigned, positive) + ((unsigned >> 63) & positive);
    }

    /**
     * {@code (high * 2^64 + low) / divisor}, all unsigned, for {@code high < divisor < 2^63}: Knuth's algorithm D with
     * two digits of 32 bits.
     */
    private static long divide(long high, long low, long divisor) {
        int shift = Long.numberOfLeadingZeros(divisor);
        long normalized = divisor << shift;
        long top = high << shift | low >>> (64 - shift);
        long bottom = low << shift;
        long first = digit(top, bottom >>> 32, normalized);
        long middle = (top << 32 | bottom >>> 32) - first * normalized;
        return first << 32 | digit(middle, bottom & 0xFFFF_FFFFL, normalized);
    }

    /** {@code (high * 2^32 + next) / divisor} for a divisor with its top bit set and {@code high < divisor}. */
    private static long digit(long high, long next, long divisor) {
        long divisorHigh = divisor >>> 32;
        long divisorLow = divisor & 0xFFFF_FFFFL;
        long estimate = Long.divideUnsigned(high, divisorHigh);
        long rest = high - estimate * divisorHigh;
        // At most twice: the estimate is never more than 2 too large, and below 2^32 + 2, so that no product overflows.
        while (rest >>> 32 == 0 && Long.compareUnsigned(estimate * divisorLow, rest << 32 | next) > 0) {
            estimate--;
            rest += divisorHigh;
        }
        return estimate;
    }
}
