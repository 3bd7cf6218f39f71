package dev.costinsights.workspace.simulation.jobs;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was taken so far, and by whom, of one usage record to come; in thousandths of a DBU an hour, for a millisecond. */
final class Account {
    private static final long UNITS_PER_MICRO_DBU = 3_600;
    private final Map<String, Long> occupied = new TreeMap<>();
    private long idle;

    /** Divides among what runs, by rates. */
    void divide(long units, List<Work> running) {
        long total = 0;
        for (Work each : running) {
            total += each.rate;
        }
        if (total == 0) {
            idle += units;
            return;
        }
        long before = 0;
        long given = 0;
        for (Work each : running) {
            before += each.rate;
            long upTo = units * before / total;
            give(each.id, upTo - given);
            given = upTo;
        }
    }

    void give(String work, long units) {
        occupied.merge(work, units, Long::sum);
    }

    boolean isEmpty() {
        return idle == 0 && occupied.isEmpty();
    }

    /** What each consumed in millionths of a DBU, rounded so that all, with the idle rest, sum to the whole. */
    Map<String, Long> consumed() {
        Map<String, Long> consumed = new TreeMap<>();
        long before = 0;
        for (Map.Entry<String, Long> one : occupied.entrySet()) {
            long upTo = before + one.getValue();
            consumed.put(one.getKey(), upTo / UNITS_PER_MICRO_DBU - before / UNITS_PER_MICRO_DBU);
            before = upTo;
        }
        return consumed;
    }

    /** Millionths of a DBU of all. */
    long whole() {
        long units = idle;
        for (long each : occupied.values()) {
            units += each;
        }
        return units / UNITS_PER_MICRO_DBU;
    }
}
