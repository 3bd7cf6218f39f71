package dev.costinsights.host.daily;

/** Numbers ids by their tokens, not one after the other. At most half of the numbers are given. One thread. */
final class IdTable {

    /** The number of an id that is not there. */
    static final int NONE = -1;

    private final long[] tokens;

    /** @param most how many ids come at most; none of their tokens is 0 */
    IdTable(int most) {
        tokens = new long[Integer.highestOneBit(Math.max(1, most)) << 2];
    }

    /** All numbers are smaller. */
    int size() {
        return tokens.length;
    }

    /** The number of an id, which gets one if it has none. */
    int add(long token) {
        int at = place(token);
        tokens[at] = token;
        return at;
    }

    /** The number of an id, or {@link #NONE}. */
    int find(long token) {
        int at = place(token);
        return tokens[at] == 0 ? NONE : at;
    }

    private int place(long token) {
        int mask = tokens.length - 1;
        int at = (int) token & mask;
        while (tokens[at] != 0 && tokens[at] != token) {
            at = (at + 1) & mask;
        }
        return at;
    }
}
