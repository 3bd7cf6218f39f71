package dev.costinsights.host.store;

import dev.costinsights.core.spi.TableSlice;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * Which piece of which table.
 *
 * @param table {@code billing.usage}, ...
 * @param region or empty
 * @param day null for a table that is kept whole
 * @param quarter of the day, or {@link TableSlice#WHOLE_DAY}
 */
public record SliceKey(String table, String region, LocalDate day, int quarter) {

    public static SliceKey of(TableSlice slice) {
        return new SliceKey(slice.table().qualifiedName(), slice.table().region(), slice.day(), slice.quarter());
    }

    /** Whether it is a part of a day. */
    public boolean isQuarter() {
        return quarter != TableSlice.WHOLE_DAY;
    }

    /** When it starts, of one with a day. */
    public Instant start() {
        return isQuarter()
                ? day.atTime(startOfQuarter()).toInstant(ZoneOffset.UTC)
                : day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** What its file is called before the hash: {@code all}, {@code 2026-11-03}, {@code 2026-11-03T06}. */
    String name() {
        return day == null
                ? "all"
                : isQuarter() ? day + "T" + startOfQuarter().toString().substring(0, 2) : day.toString();
    }

    private LocalTime startOfQuarter() {
        return LocalTime.MIDNIGHT.plus(TableSlice.QUARTER.multipliedBy(quarter));
    }

    /** For people. */
    @Override
    public String toString() {
        return table
                + (region.isEmpty() ? "" : " of " + region)
                + (day == null ? "" : " of " + day)
                + (isQuarter() ? " from " + startOfQuarter() + " on" : "");
    }
}
