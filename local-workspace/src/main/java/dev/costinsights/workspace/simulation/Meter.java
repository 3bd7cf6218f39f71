package dev.costinsights.workspace.simulation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Divides a warehouse's capacity among what runs, hour by hour. */
final class Meter {
    static final long HOUR = 3_600_000L;
    private final WarehouseSpec spec;
    private final Consumer<Truth> records;
    private Map<String, Long> occupied = new TreeMap<>();
    private long hour = Long.MIN_VALUE;
    private long capacity;
    private long idle;

    Meter(WarehouseSpec spec, Consumer<Truth> records) {
        this.spec = spec;
        this.records = records;
    }

    /** @param from never before the end of the last call */
    void add(long from, long to, int clusters, List<Running> running) {
        if (clusters == 0) {
            return;
        }
        long total = 0;
        for (Running each : running) {
            total += each.rate;
        }
        for (long at = from; at < to; ) {
            long start = Math.floorDiv(at, HOUR) * HOUR;
            long until = Math.min(to, start + HOUR);
            if (start != hour) {
                close();
                hour = start;
            }
            divide((until - at) * 1000L * clusters, total, running);
            at = until;
        }
    }

    private void divide(long units, long total, List<Running> running) {
        capacity += units;
        if (total == 0) {
            idle += units;
            return;
        }
        long before = 0;
        long given = 0;
        for (Running each : running) {
            before += each.rate;
            long upTo = units * before / total;
            occupied.merge(each.demand.id(), upTo - given, Long::sum);
            given = upTo;
        }
    }

    /** When the record that is open is over; never when there is none. */
    long due() {
        return capacity > 0 ? hour + HOUR : Long.MAX_VALUE;
    }

    /** Hands over the record that is open, if there is one. */
    void close() {
        if (capacity > 0) {
            records.accept(new Truth(spec.id(), hour, spec.size().dbuPerHour(), capacity, idle, occupied));
            occupied = new TreeMap<>();
            capacity = 0;
            idle = 0;
        }
    }
}
