package dev.costinsights.core.attribution.compute;

import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.WarehouseEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How many clusters of a warehouse ran at a time, and in which running periods, from its events (method, section 5).
 * A state holds until the next event, however far away that is.
 */
final class ClusterCount {

    private static final Comparator<WarehouseEvent> ORDER = Comparator.comparingLong(WarehouseEvent::timeMicros)
            .thenComparing(WarehouseEvent::type)
            .thenComparing(event -> event.clusterCount() == null ? -1 : event.clusterCount());

    /**
     * A stretch in which the warehouse was on or coming on.
     *
     * @param startedUntil end of the start-up if nothing runs before: the first RUNNING; equal to {@code start} for a
     *     period that does not begin with STARTING
     * @param end {@link TimeSpan#FOREVER} while it is still running
     */
    record Period(long start, long startedUntil, long end) {}

    private final long[] times;
    private final int[] counts;
    private final List<Period> periods;

    private ClusterCount(long[] times, int[] counts, List<Period> periods) {
        this.times = times;
        this.counts = counts;
        this.periods = periods;
    }

    static ClusterCount of(List<WarehouseEvent> events) {
        List<WarehouseEvent> ordered = new ArrayList<>(events);
        ordered.sort(ORDER);
        long[] times = new long[ordered.size()];
        int[] counts = new int[ordered.size()];
        List<Period> periods = new ArrayList<>();
        int count = 0;
        boolean open = false;
        long start = 0;
        long startedUntil = TimeSpan.FOREVER;
        for (int i = 0; i < ordered.size(); i++) {
            WarehouseEvent event = ordered.get(i);
            int before = count;
            count = countAfter(event, before);
            times[i] = event.timeMicros();
            counts[i] = count;
            long time = event.timeMicros();
            boolean stops = event.type() == WarehouseEvent.Type.STOPPED || (before > 0 && count == 0);
            boolean starts = event.type() == WarehouseEvent.Type.STARTING;
            if (open && (stops || starts)) {
                // A start ends the period before it even where the stop is missing.
                periods.add(new Period(start, Math.min(startedUntil, time), time));
                open = false;
            }
            if (!open && (starts || count > 0)) {
                open = true;
                start = time;
                startedUntil = starts ? TimeSpan.FOREVER : time;
            } else if (open && event.type() == WarehouseEvent.Type.RUNNING) {
                startedUntil = Math.min(startedUntil, time);
            }
        }
        if (open) {
            periods.add(new Period(start, startedUntil, TimeSpan.FOREVER));
        }
        return new ClusterCount(times, counts, periods);
    }

    /** Number of steps; step {@code i} holds from {@link #time} until the next one's. */
    int steps() {
        return times.length;
    }

    long time(int step) {
        return times[step];
    }

    int count(int step) {
        return counts[step];
    }

    /** In order of time, disjoint. */
    List<Period> periods() {
        return periods;
    }

    private static int countAfter(WarehouseEvent event, int before) {
        if (event.type() == WarehouseEvent.Type.STOPPED) {
            return 0;
        }
        if (event.clusterCount() != null) {
            return Math.max(0, event.clusterCount());
        }
        return switch (event.type()) {
            case RUNNING -> Math.max(1, before);
            case STARTING, SCALED_UP, SCALED_DOWN, STOPPING, STOPPED, OTHER -> before;
        };
    }
}
