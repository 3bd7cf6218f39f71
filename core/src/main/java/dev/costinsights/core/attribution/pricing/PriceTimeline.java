package dev.costinsights.core.attribution.pricing;

import dev.costinsights.core.model.Flag;
import dev.costinsights.core.model.PriceSource;
import dev.costinsights.core.model.TimeSpan;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The price of one key at every instant: what holds from each start until the next one. Immutable. */
final class PriceTimeline {

    /**
     * What holds from an instant on.
     *
     * @param list null when unpriced, as is {@code effective}
     * @param flags in the order of the enum; immutable
     */
    record Segment(
            long startMicros,
            String currency,
            BigDecimal list,
            BigDecimal effective,
            PriceSource source,
            Set<Flag> flags) {

        static Segment unpriced(long startMicros) {
            return new Segment(startMicros, "", null, null, PriceSource.NONE, Set.of());
        }

        boolean pricesAs(Segment other) {
            return source == other.source
                    && (source == PriceSource.NONE
                            || (list.compareTo(other.list) == 0 && effective.compareTo(other.effective) == 0));
        }

        PricedSpan over(TimeSpan span) {
            return new PricedSpan(span, currency, list, effective, source, flags);
        }

        Segment withFlagsOf(Segment other) {
            if (flags.containsAll(other.flags)) {
                return this;
            }
            EnumSet<Flag> all = EnumSet.copyOf(other.flags);
            all.addAll(flags);
            return new Segment(startMicros, currency, list, effective, source, Collections.unmodifiableSet(all));
        }
    }

    private final Segment[] segments;
    private final long[] starts;

    /** @param segments by start, the first from {@link Long#MIN_VALUE} on */
    PriceTimeline(List<Segment> segments) {
        this.segments = segments.toArray(new Segment[0]);
        this.starts = segments.stream().mapToLong(Segment::startMicros).toArray();
    }

    /**
     * The span, cut where list price, effective price or source changes. Flags alone do not cut: a part has the flags of
     * all that it reaches over.
     */
    List<PricedSpan> cut(TimeSpan span) {
        int at = Arrays.binarySearch(starts, span.startMicros());
        int first = at >= 0 ? at : -at - 2;
        Segment current = segments[first];
        if (first + 1 == starts.length || span.endMicros() <= starts[first + 1]) {
            return List.of(current.over(span));
        }
        List<PricedSpan> parts = new ArrayList<>();
        long start = span.startMicros();
        for (int i = first + 1; i < starts.length && starts[i] < span.endMicros(); i++) {
            if (segments[i].pricesAs(current)) {
                current = current.withFlagsOf(segments[i]);
            } else {
                parts.add(current.over(new TimeSpan(start, starts[i])));
                start = starts[i];
                current = segments[i];
            }
        }
        parts.add(current.over(new TimeSpan(start, span.endMicros())));
        return List.copyOf(parts);
    }
}
