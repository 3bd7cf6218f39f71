package dev.costinsights.core.attribution.compute;

import dev.costinsights.core.attribution.facts.StatementColumns;
import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.TimeSpan;
import java.util.List;

/**
 * The cells of a warehouse, which are the distinct intervals of its charges, and the statements in each, in canonical
 * order. Bills are by the clock hour most of the time, but nothing here relies on it: cells may overlap.
 */
final class CellGrid {

    private final long[] starts;
    private final long[] ends;
    /** Statements of cell {@code c} stand in {@link #members} from {@code offsets[c]} to {@code offsets[c + 1]}. */
    private final int[] offsets;

    private final int[] members;

    private CellGrid(long[] starts, long[] ends, int[] offsets, int[] members) {
        this.starts = starts;
        this.ends = ends;
        this.offsets = offsets;
        this.members = members;
    }

    /** @param charges of one warehouse, by start and end */
    static CellGrid of(List<Charge> charges, StatementColumns statements) {
        long[] starts = new long[charges.size()];
        long[] ends = new long[charges.size()];
        int cells = 0;
        for (Charge charge : charges) {
            TimeSpan span = charge.span();
            if (cells == 0 || starts[cells - 1] != span.startMicros() || ends[cells - 1] != span.endMicros()) {
                starts[cells] = span.startMicros();
                ends[cells] = span.endMicros();
                cells++;
            }
        }
        long[] latestEnd = new long[cells];
        for (int cell = 0; cell < cells; cell++) {
            latestEnd[cell] = Math.max(ends[cell], cell == 0 ? Long.MIN_VALUE : latestEnd[cell - 1]);
        }
        CellGrid counting = new CellGrid(starts, ends, new int[cells + 1], null);
        counting.visit(statements, latestEnd, cells, (cell, row) -> counting.offsets[cell + 1]++);
        for (int cell = 0; cell < cells; cell++) {
            counting.offsets[cell + 1] += counting.offsets[cell];
        }
        int[] members = new int[counting.offsets[cells]];
        int[] next = counting.offsets.clone();
        counting.visit(statements, latestEnd, cells, (cell, row) -> members[next[cell]++] = row);
        return new CellGrid(starts, ends, counting.offsets, members);
    }

    /** The cell of a charge's interval. */
    int cellOf(TimeSpan span, int from) {
        int cell = from;
        while (starts[cell] != span.startMicros() || ends[cell] != span.endMicros()) {
            cell++;
        }
        return cell;
    }

    long start(int cell) {
        return starts[cell];
    }

    long end(int cell) {
        return ends[cell];
    }

    int memberCount(int cell) {
        return offsets[cell + 1] - offsets[cell];
    }

    /** Row of the cell's {@code i}-th statement. */
    int member(int cell, int i) {
        return members[offsets[cell] + i];
    }

    private void visit(StatementColumns statements, long[] latestEnd, int cells, Visitor visitor) {
        int first = 0;
        for (int row = 0; row < statements.size(); row++) {
            long start = statements.activeStart(row);
            long end = statements.activeEnd(row);
            while (first < cells && latestEnd[first] <= start) {
                first++;
            }
            for (int cell = first; cell < cells && starts[cell] < Math.max(end, start + 1); cell++) {
                // One without length is where it starts. A cell without length holds nothing.
                if (ends[cell] > start && ends[cell] > starts[cell]) {
                    visitor.visit(cell, row);
                }
            }
        }
    }

    @FunctionalInterface
    private interface Visitor {
        void visit(int cell, int row);
    }
}
