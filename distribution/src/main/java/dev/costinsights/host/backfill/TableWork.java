package dev.costinsights.host.backfill;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.core.spi.TableSource;

/** What is known about a table while it is read. Thread-safe. */
final class TableWork {

    private final TableSource source;
    private final SourceTable table;
    private long slices;
    private long changed;
    private long failed;
    private long rows;
    private CostInsightsException problem;

    TableWork(TableSource source, SourceTable table) {
        this.source = source;
        this.table = table;
        this.problem = table.problem();
    }

    TableSource source() {
        return source;
    }

    SourceTable table() {
        return table;
    }

    synchronized void read(long rowsOfSlice, boolean isChanged) {
        slices++;
        rows += rowsOfSlice;
        changed += isChanged ? 1 : 0;
    }

    /** A slice was found to hold what it held. */
    synchronized void unchanged() {
        slices++;
    }

    synchronized void failed(CostInsightsException cause) {
        failed++;
        problem = problem == null ? cause : problem;
    }

    /** Whether the rest of it need not be tried. */
    synchronized boolean isClosed() {
        return problem != null && (problem.code() == ErrorCode.PERMISSION || problem.code() == ErrorCode.NOT_FOUND);
    }

    synchronized CostInsightsException problem() {
        return problem;
    }

    synchronized BackfillResult.TableResult result() {
        return new BackfillResult.TableResult(
                table.qualifiedName(), table.region(), slices, changed, failed, rows, problem);
    }
}
