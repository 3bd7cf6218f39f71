package dev.costinsights.workspace.sample;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts planted traps; from several threads. A trap is counted where its rows are written. */
final class TrapCounts {
    private final AtomicLongArray counts = new AtomicLongArray(Trap.values().length);

    void count(Trap trap) {
        counts.incrementAndGet(trap.ordinal());
    }

    Map<Trap, Long> toMap() {
        Map<Trap, Long> map = new EnumMap<>(Trap.class);
        for (Trap trap : Trap.values()) {
            map.put(trap, counts.get(trap.ordinal()));
        }
        return map;
    }
}
