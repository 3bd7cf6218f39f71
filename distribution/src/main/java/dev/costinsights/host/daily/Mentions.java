package dev.costinsights.host.daily;

import java.util.Arrays;
import java.util.List;

/**
 * Which ids some rows mention. Nearly every id that is looked for is in none of them, so a coarse picture of all, in which
 * each id marks two places (a Bloom filter), is asked first; a set of all ids would take longer to make than it is asked. One
 * thread.
 */
final class Mentions {

    /** So many places in the picture for each id. */
    private static final int SPARSE = 32;

    private static final int LEAST_BITS = 6;
    private static final int MOST_BITS = 27;

    private final List<long[]> tokens;
    private final long[] coarse;
    private final int shift;

    /** @param tokens of ids, each array sorted */
    Mentions(List<long[]> tokens) {
        this.tokens = tokens;
        long count = tokens.stream().mapToLong(some -> some.length).sum();
        int bits = Long.SIZE - Long.numberOfLeadingZeros(count * SPARSE);
        bits = Math.max(LEAST_BITS, Math.min(MOST_BITS, bits));
        shift = Long.SIZE - bits;
        coarse = new long[1 << (bits - LEAST_BITS)];
        for (long[] some : tokens) {
            for (long token : some) {
                int one = (int) (token >>> shift);
                int other = other(token);
                coarse[one >>> LEAST_BITS] |= 1L << one;
                coarse[other >>> LEAST_BITS] |= 1L << other;
            }
        }
    }

    /** A place by the digits that {@code token >>> shift} leaves out. */
    private int other(long token) {
        return (int) ((token << MOST_BITS) >>> shift);
    }

    private boolean isMarked(int place) {
        return (coarse[place >>> LEAST_BITS] & (1L << place)) != 0;
    }

    /** Whether a row mentions an id with this token. */
    boolean has(long token) {
        if (!isMarked((int) (token >>> shift)) || !isMarked(other(token))) {
            return false;
        }
        for (long[] some : tokens) {
            if (Arrays.binarySearch(some, token) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether a row mentions an id with one of these tokens. */
    boolean hasAny(long[] others) {
        for (long other : others) {
            if (has(other)) {
                return true;
            }
        }
        return false;
    }
}
