package dev.costinsights.host.store;

import dev.costinsights.core.spi.TableSlice;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which days of a table were read as a whole, be it in parts: a part must not pass for the day. One thread. */
public final class ReadDays {

    private static final int ALL = (1 << TableSlice.QUARTERS) - 1;

    private final Map<LocalDate, Integer> quarters = new HashMap<>();
    private boolean isWhole;

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
