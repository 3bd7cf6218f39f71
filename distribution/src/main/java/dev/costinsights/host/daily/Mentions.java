package dev.costinsights.host.daily;

import java.util.Arrays;
import java.util.List;

/**
 * Which ids some rows mention. Nearly every id that is looked for is in none of them, so a filter is asked first; a set of all
 * ids would take longer to make than it is asked. One thread.
 */
final class Mentions {

    private final List<long[]> tokens;
    private final IdFilter filter;

    /** @param tokens of ids, each array sorted */
    Mentions(List<long[]> tokens) {
        this.tokens = tokens;
        filter = new IdFilter(tokens.stream().mapToLong(some -> some.length).sum());
        tokens.forEach(filter::addAll);
    }

    /** Whether a row mentions an id with this token. */
    boolean has(long token) {
        if (!filter.mayHave(token)) {
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
