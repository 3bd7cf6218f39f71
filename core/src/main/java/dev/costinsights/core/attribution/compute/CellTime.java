package dev.costinsights.core.attribution.compute;

import dev.costinsights.core.model.IdleKind;

/**
 * What became of a cell's time, in cluster-microseconds.
 *
 * @param idle by {@link IdleKind} ordinal
 * @param eventsMissing whether a statement ran while the events say off
 */
record CellTime(long busy, long[] idle, boolean eventsMissing) {

    long idle(IdleKind kind) {
        return idle[kind.ordinal()];
    }

    long idleTotal() {
        long total = 0;
        for (long part : idle) {
            total += part;
        }
        return total;
    }

    long capacity() {
        return busy + idleTotal();
    }
}
