package dev.costinsights.core.attribution.compute;

import dev.costinsights.core.model.IdleKind;
import java.math.BigInteger;

/** Measures a warehouse's time. */
interface WarehouseClock {

    /** Busy and idle time in {@code [from, to)}, a cell's interval. */
    CellTime measure(long from, long to);

    /** Calls back with every idle stretch of a kind in {@code [from, to)}, in order. */
    void idleStretches(IdleKind kind, long from, long to, StretchConsumer consumer);

    /** Takes an idle stretch. */
    @FunctionalInterface
    interface StretchConsumer {
        /** @param clusterMicros its cluster-time */
        void accept(long start, BigInteger clusterMicros);
    }
}
