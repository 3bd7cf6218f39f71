package dev.costinsights.host.store;

import dev.costinsights.core.spi.TableSlice;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which days of a table were read as a whole, be it in parts: a part must not pass for the day. One thread. */
public final class ReadDays {

    private static final int ALL = (1 << TableSlice.QUARTERS) - 1;

    private final Map<LocalDate, Integer> quarters = new HashMap<>();
    private boolean isWhole;

    /**
     * The last day of which all usage is known that arrived on it. What arrives on a day is known when it is over; a day that
     * was not read leaves all later ones incomplete.
     */
    public static Optional<LocalDate> completeThrough(List<Partition> partitions) {
        ReadDays days = new ReadDays();
        Instant newest = Instant.MIN;
        for (Partition partition : partitions) {
            if (partition.slice().table().equals(WindowFacts.USAGE)) {
                days.add(partition.slice());
                newest = partition.readAt().isAfter(newest) ? partition.readAt() : newest;
            }
        }
        return days.isEmpty()
                ? Optional.empty()
                : days.through(newest.atZone(ZoneOffset.UTC).toLocalDate().minusDays(1));
    }

    public void add(SliceKey slice) {
        if (slice.day() == null) {
            isWhole = true;
        } else {
            quarters.merge(slice.day(), slice.isQuarter() ? 1 << slice.quarter() : ALL, (some, more) -> some | more);
        }
    }

    /** Whether all of a day was read. */
    public boolean has(LocalDate day) {
        return isWhole || quarters.getOrDefault(day, 0) == ALL;
    }

    /** The last day up to which all were read from the first one on, but none after the given one; empty when nothing was. */
    public Optional<LocalDate> through(LocalDate most) {
        if (isWhole) {
            return Optional.of(most);
        }
        Optional<LocalDate> first = quarters.keySet().stream().min(LocalDate::compareTo);
        if (first.isEmpty() || !has(first.get()) || first.get().isAfter(most)) {
            return Optional.empty();
        }
        LocalDate day = first.get();
        while (day.isBefore(most) && has(day.plusDays(1))) {
            day = day.plusDays(1);
        }
        return Optional.of(day);
    }

    /** Whether nothing was. */
    public boolean isEmpty() {
        return !isWhole && quarters.isEmpty();
    }
}
