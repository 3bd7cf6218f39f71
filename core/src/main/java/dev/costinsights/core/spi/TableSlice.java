package dev.costinsights.core.spi;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A piece of a table to read.
 *
 * @param table as {@link TableSource#tables} gave it
 * @param day which day of it, UTC; null for a table that is read whole
 * @param andBefore whether rows of the days before belong to it: all, and those without a time, where it is cut by {@link
 *     SourceTable.Slicing#CHANGE_DAY}, and those that still hold where it is cut by {@link
 *     SourceTable.Slicing#STATE_QUARTER}; only of a table that {@linkplain SourceTable.Slicing#reachesBack() reaches back}
 * @param quarter which six hours of the day, 0 to 3, or {@link #WHOLE_DAY}; only of a table that {@linkplain
 *     SourceTable.Slicing#hasQuarters() has quarters}. What arrived and has no time belongs to the first
 */
public record TableSlice(SourceTable table, LocalDate day, boolean andBefore, int quarter) {

    /** The quarter of a slice that is no part of a day. */
    public static final int WHOLE_DAY = -1;

    /** How many quarters a day has. */
    public static final int QUARTERS = 4;

    /** How long a quarter is. */
    public static final Duration QUARTER = Duration.ofDays(1).dividedBy(QUARTERS);

    /** A day as a whole. */
    public TableSlice(SourceTable table, LocalDate day) {
        this(table, day, false, WHOLE_DAY);
    }

    public TableSlice {
        Objects.requireNonNull(table, "table");
        if ((day == null) != (table.slicing() == SourceTable.Slicing.WHOLE)) {
            throw new IllegalArgumentException(
                    table.qualifiedName() + " is cut by " + table.slicing() + ", not by " + day);
        }
        if (andBefore && !table.slicing().reachesBack()) {
            throw new IllegalArgumentException(
                    table.qualifiedName() + " is cut by " + table.slicing() + "; no slice of it reaches back");
        }
        if (andBefore && quarter != WHOLE_DAY) {
            throw new IllegalArgumentException("a slice that reaches back is a day, and not its quarter " + quarter);
        }
        if (quarter < WHOLE_DAY || quarter >= QUARTERS) {
            throw new IllegalArgumentException(
                    "a day has the quarters 0 to " + (QUARTERS - 1) + ", and no quarter " + quarter);
        }
        if (quarter != WHOLE_DAY && !table.slicing().hasQuarters()) {
            throw new IllegalArgumentException(
                    table.qualifiedName() + " is cut by " + table.slicing() + "; its days have no quarters");
        }
    }

    /** A day and all days before it. */
    public static TableSlice andBefore(SourceTable table, LocalDate day) {
        return new TableSlice(table, day, true, WHOLE_DAY);
    }

    /** A day in its quarters, in order. */
    public static List<TableSlice> quarters(SourceTable table, LocalDate day) {
        return IntStream.range(0, QUARTERS)
                .mapToObj(quarter -> new TableSlice(table, day, false, quarter))
                .toList();
    }

    /** When it starts, of one with a day that does not reach back; of rows that arrived on a day, the day counts as theirs. */
    public Instant start() {
        Instant midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        return quarter == WHOLE_DAY ? midnight : midnight.plus(QUARTER.multipliedBy(quarter));
    }

    /** When it ends, of one with a day; exclusive. */
    public Instant end() {
        return quarter == WHOLE_DAY
                ? day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()
                : start().plus(QUARTER);
    }
}
