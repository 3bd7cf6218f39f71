package dev.costinsights.host.daily;

import java.util.Arrays;
import java.util.List;

/**
 * Which ids some rows mention. Nearly every id that is looked for is in none of them, so a coarse picture of all is asked
 * first; a set of all ids would take longer to make than it is asked. One thread.
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
                int bit = (int) (token >>> shift);
                coarse[bit >>> LEAST_BITS] |= 1L << bit;
            }
        }
    }

    /** Whether a row mentions an id with this token. */
    boolean has(long token) {
        int bit = (int) (token >>> shift);
        if ((coarse[bit >>> LEAST_BITS] & (1L << bit)) == 0) {
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
