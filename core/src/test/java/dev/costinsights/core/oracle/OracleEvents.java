package dev.costinsights.core.oracle;

import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.WarehouseEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How many clusters a warehouse runs at any time, and its running periods. */
final class OracleEvents {

    private final List<WarehouseEvent> events;

    OracleEvents(List<WarehouseEvent> events) {
        this.events = events.stream()
                .sorted(Comparator.comparingLong(WarehouseEvent::timeMicros).thenComparing(WarehouseEvent::type))
                .toList();
    }

    /**
     * A time in which a warehouse is on.
     *
     * @param starting when it began to start, or {@link TimeSpan#FOREVER} if it never said so
     * @param running when it first said that it runs, or {@link TimeSpan#FOREVER}
     */
    record Period(TimeSpan span, long starting, long running) {}

    List<Long> times() {
        return events.stream().map(WarehouseEvent::timeMicros).toList();
    }

    long clustersAt(long instant) {
        int clusters = 0;
        for (WarehouseEvent event : events) {
            if (event.timeMicros() <= instant) {
                clusters = after(event, clusters);
            }
        }
        return clusters;
    }

    private static int after(WarehouseEvent event, int before) {
        if (event.type() == WarehouseEvent.Type.STOPPED) {
            return 0;
        }
        if (event.clusterCount() != null) {
            return event.clusterCount();
        }
        return event.type() == WarehouseEvent.Type.RUNNING ? Math.max(1, before) : before;
    }

    List<Period> periods() {
        List<Period> periods = new ArrayList<>();
        int clusters = 0;
        boolean on = false;
        long start = 0;
        long starting = TimeSpan.FOREVER;
        long running = TimeSpan.FOREVER;
        for (WarehouseEvent event : events) {
            int before = clusters;
            clusters = after(event, clusters);
            boolean fell = before > 0 && clusters == 0;
            boolean rose = before == 0 && clusters > 0;
            boolean starts = event.type() == WarehouseEvent.Type.STARTING;
            if (on && (fell || starts || event.type() == WarehouseEvent.Type.STOPPED)) {
                periods.add(new Period(new TimeSpan(start, event.timeMicros()), starting, running));
                on = false;
            }
            if (!on && (rose || starts)) {
                on = true;
                start = event.timeMicros();
                starting = TimeSpan.FOREVER;
                running = TimeSpan.FOREVER;
            }
            if (on && starts) {
                starting = Math.min(starting, event.timeMicros());
            }
            if (on && event.type() == WarehouseEvent.Type.RUNNING) {
                running = Math.min(running, event.timeMicros());
            }
        }
        if (on) {
            periods.add(new Period(new TimeSpan(start, TimeSpan.FOREVER), starting, running));
        }
        return periods;
    }
}
