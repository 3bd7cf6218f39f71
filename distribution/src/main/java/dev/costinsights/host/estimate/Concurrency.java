package dev.costinsights.host.estimate;

import dev.costinsights.core.model.TimeSpan;
import java.util.Collection;

/** How many of some spans lay at once, on average over a time. */
final class Concurrency {

    private final long origin;
    private final Ramp starts;
    private final Ramp ends;

    Concurrency(Collection<TimeSpan> spans) {
        this.origin = spans.stream().mapToLong(TimeSpan::startMicros).min().orElse(0);
        this.starts = new Ramp(spans.stream()
                .mapToLong(span -> span.startMicros() - origin)
                .sorted()
                .toArray());
        this.ends = new Ramp(spans.stream()
                .mapToLong(span -> span.endMicros() - origin)
                .sorted()
                .toArray());
    }

    /** Rounded, and never less than the one that asks. */
    int during(TimeSpan span) {
        if (span.length() <= 0) {
            return 1;
        }
        long busy = before(span.endMicros() - origin) - before(span.startMicros() - origin);
        return (int) Math.max(1, (busy + span.length() / 2) / span.length());
    }

    /** How long all spans together lay before a time. */
    private long before(long time) {
        return starts.before(time) - ends.before(time);
    }

    /** Sums up how long ago each of some moments was. */
    private static final class Ramp {

        private final long[] moments;
        private final long[] sums;

        Ramp(long[] sorted) {
            this.moments = sorted;
            this.sums = new long[sorted.length + 1];
            for (int i = 0; i < sorted.length; i++) {
                sums[i + 1] = sums[i] + sorted[i];
            }
        }

        long before(long time) {
            int from = 0;
            int to = moments.length;
            while (from < to) {
                int middle = (from + to) >>> 1;
                if (moments[middle] < time) {
                    from = middle + 1;
                } else {
                    to = middle;
                }
            }
            return from * time - sums[from];
        }
    }
}
