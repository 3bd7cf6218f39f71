package dev.costinsights.plugin.systemtables.tables;

import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.plugin.systemtables.duckdb.Rows;
import dev.costinsights.plugin.systemtables.files.Columns;
import dev.costinsights.plugin.systemtables.values.Leaf;

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

    static String where(Columns columns, CollectionRequest request) {
        return columns.compare(START, "<", TableReader.evidenceEnd(request, MARGIN)) + " AND "
                + columns.compare(END, ">=", request.window().startMicros() - MARGIN);
    }

    /** The slice of which the start and end stand in two columns; null when it is not known or does not matter. */
    static TimeSpan span(Rows row, int column, CollectionRequest request) {
        if (row.isNull(column) || row.isNull(column + 1)) {
            return null;
        }
        TimeSpan span = new TimeSpan(row.number(column), row.number(column + 1));
        return span.startMicros() < TableReader.evidenceEnd(request, MARGIN)
                        && span.endMicros() >= request.window().startMicros() - MARGIN
                ? span
                : null;
    }
}
