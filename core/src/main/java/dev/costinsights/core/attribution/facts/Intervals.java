package dev.costinsights.core.attribution.facts;

import dev.costinsights.core.model.TimeSpan;
import java.util.Arrays;
import java.util.List;

/**
 * A set of moments as disjoint half-open intervals in order, in microseconds. Slices of a run are laid together here
 * before anything is joined with them: joining slices multiplies cost.
 */
public final class Intervals {

    private long[] edges = new long[2];
    private int size;
    private boolean sealed;

    void add(TimeSpan span) {
        if (span.isEmpty()) {
            return;
        }
        if (size == edges.length) {
            edges = Arrays.copyOf(edges, size * 2);
        }
        edges[size++] = span.startMicros();
        edges[size++] = span.endMicros();
    }

    void seal() {
        if (sealed) {
            return;
        }
        sealed = true;
        if (size <= 2) {
            // Nearly always: most slices are whole runs.
            return;
        }
        int[] order = IndexSort.sorted(size / 2, (l, r) -> Long.compare(edges[2 * l], edges[2 * r]));
        long[] merged = new long[size];
        int count = 0;
        for (int i : order) {
            long start = edges[2 * i];
            long end = edges[2 * i + 1];
            if (count > 0 && start <= merged[count - 1]) {
                merged[count - 1] = Math.max(merged[count - 1], end);
            } else {
                merged[count++] = start;
                merged[count++] = end;
            }
        }
        edges = Arrays.copyOf(merged, count);
        size = count;
    }

    /** These moments but those of others; all of them sealed. */
    public Intervals without(List<Intervals> others) {
        Intervals all = new Intervals();
        for (Intervals other : others) {
            for (int i = 0; i < other.count(); i++) {
                all.add(new TimeSpan(other.start(i), other.end(i)));
            }
        }
        all.seal();
        Intervals rest = new Intervals();
        int next = 0;
        for (int i = 0; i < count(); i++) {
            long from = start(i);
            while (next < all.count() && all.end(next) <= from) {
                next++;
            }
            for (int j = next; j < all.count() && all.start(j) < end(i); j++) {
                rest.add(new TimeSpan(from, Math.max(from, all.start(j))));
                from = Math.min(end(i), all.end(j));
            }
            rest.add(new TimeSpan(from, end(i)));
        }
        rest.seal();
        return rest;
    }

    public int count() {
        return size / 2;
    }

    public long start(int i) {
        return edges[2 * i];
    }

    public long end(int i) {
        return edges[2 * i + 1];
    }

    public boolean isEmpty() {
        return size == 0;
    }
}
