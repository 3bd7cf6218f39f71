package dev.costinsights.plugin.systemtables;

import dev.costinsights.core.model.TimeSpan;

/** What the three timeline tables of {@code system.lakeflow} have in common: a row is a slice of something longer. */
final class TimelineRows {

    static final Leaf START = Leaf.time("period_start_time").required();
    static final Leaf END = Leaf.time("period_end_time").required();

    /**
     * How far outside the window a slice is still read. It may name what a run inside the window belongs to, which its
     * other slices do not: only a first slice of some runs has parameters, only a last one a result.
     */
    private static final long MARGIN = 31 * TableReader.DAY;

    private TimelineRows() {}

    static String where(Columns columns, TimeSpan window) {
        return columns.compare(START, "<", window.endMicros() + MARGIN) + " AND "
                + columns.compare(END, ">=", window.startMicros() - MARGIN);
    }

    /** The slice of which the start and end stand in two columns; null when it is not known or does not matter. */
    static TimeSpan span(Rows row, int column, TimeSpan window) {
        if (row.isNull(column) || row.isNull(column + 1)) {
            return null;
        }
        TimeSpan span = new TimeSpan(row.number(column), row.number(column + 1));
        return span.startMicros() < window.endMicros() + MARGIN && span.endMicros() >= window.startMicros() - MARGIN
                ? span
                : null;
    }
}
