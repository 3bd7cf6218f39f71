package dev.costinsights.host.daily;

/**
 * A Bloom filter of ids: each marks two places. Says of nearly every id that was not added that it was not, and never of one
 * that was. One thread.
 */
final class IdFilter {

    /** So many places for each id. */
    private static final int SPARSE = 32;

    private static final int LEAST_BITS = 6;
    private static final int MOST_BITS = 27;

    private final long[] places;
    private final int shift;

    /** @param count how many ids come */
    IdFilter(long count) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(count * SPARSE);
        bits = Math.max(LEAST_BITS, Math.min(MOST_BITS, bits));
        shift = Long.SIZE - bits;
        places = new long[1 << (bits - LEAST_BITS)];
    }

    void addAll(long[] tokens) {
        for (long token : tokens) {
            int one = one(token);
            int other = other(token);
            places[one >>> LEAST_BITS] |= 1L << one;
            places[other >>> LEAST_BITS] |= 1L << other;
        }
    }

    /** Whether an id with this token may have been added. */
    boolean mayHave(long token) {
        return isMarked(one(token)) && isMarked(other(token));
    }

    private boolean isMarked(int place) {
        return (places[place >>> LEAST_BITS] & (1L << place)) != 0;
    }

    private int one(long token) {
        return (int) (token >>> shift);
    }

    /** A place by digits that the first leaves out. */
    private int other(long token) {
        return (int) ((token << MOST_BITS) >>> shift);
    }
}
