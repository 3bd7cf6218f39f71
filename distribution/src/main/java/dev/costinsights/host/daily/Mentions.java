package dev.costinsights.host.daily;

import dev.costinsights.host.store.Notes;
import java.util.List;

/**
 * Which ids some rows mention. Nearly every id that is looked for is in none of them, so a coarse picture of all is asked
 * first; a set of all ids would take longer to make than it is asked. One thread.
 */
final class Mentions {

    private static final int BITS = 22;
    private static final int SPREAD = 0x9E3779B9;

    private final List<Notes.Day> days;
    private final long[] coarse = new long[1 << (BITS - 6)];

    Mentions(List<Notes.Day> days) {
        this.days = days;
        for (Notes.Day day : days) {
            for (int token : day.tokens()) {
                int bit = bit(token);
                coarse[bit >>> 6] |= 1L << bit;
            }
        }
    }

    /** Whether a row mentions an id with this token. */
    boolean has(int token) {
        int bit = bit(token);
        return (coarse[bit >>> 6] & (1L << bit)) != 0 && days.stream().anyMatch(day -> day.mentions(token));
    }

    private static int bit(int token) {
        return (token * SPREAD) >>> (Integer.SIZE - BITS);
    }
}
