package dev.costinsights.core.attribution.compute;

import dev.costinsights.core.attribution.facts.StatementColumns;
import java.util.Arrays;

/**
 * When at least one statement of a warehouse was active: islands of time, disjoint and in order. A statement without length
 * that nothing else was active with is an island without length.
 */
final class Activity {

    private final long[] starts;
    private final long[] ends;
    /** Row of the statement that ended last in the island; of several the last in canonical order. */
    private final int[] last;

    /** Whether a statement without length stands at the end of an island, and so not before it. */
    private final boolean[] pointed;

    private final int count;

    private Activity(long[] starts, long[] ends, int[] last, boolean[] pointed, int count) {
        this.starts = starts;
        this.ends = ends;
        this.last = last;
        this.pointed = pointed;
        this.count = count;
    }

    static Activity of(StatementColumns statements) {
        long[] starts = new long[64];
        long[] ends = new long[64];
        int[] last = new int[64];
        boolean[] pointed = new boolean[64];
        int count = 0;
        for (int row = 0; row < statements.size(); row++) {
            long start = statements.activeStart(row);
            long end = statements.activeEnd(row);
            if (count > 0 && start <= ends[count - 1]) {
                if (end >= ends[count - 1]) {
                    pointed[count - 1] = end == start || (pointed[count - 1] && end == ends[count - 1]);
                    ends[count - 1] = end;
                    last[count - 1] = row;
                }
                continue;
            }
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
                ends = Arrays.copyOf(ends, count * 2);
                last = Arrays.copyOf(last, count * 2);
                pointed = Arrays.copyOf(pointed, count * 2);
            }
            starts[count] = start;
            ends[count] = end;
            last[count] = row;
            pointed[count] = end == start;
            count++;
        }
        return new Activity(starts, ends, last, pointed, count);
    }

    int count() {
        return count;
    }

    long start(int island) {
        return starts[island];
    }

    long end(int island) {
        return ends[island];
    }

    int lastStatement(int island) {
        return last[island];
    }

    /** The first island that ends after the time; {@link #count} when there is none. */
    int firstEndingAfter(long micros) {
        int at = Arrays.binarySearch(ends, 0, count, micros);
        return at >= 0 ? at + 1 : -at - 1;
    }

    /** As {@link #firstEndingAfter}, or the one before it if a statement without length stands at the time. */
    int firstFrom(long micros) {
        int first = firstEndingAfter(micros);
        return first > 0 && ends[first - 1] == micros && pointed[first - 1] ? first - 1 : first;
    }
}
