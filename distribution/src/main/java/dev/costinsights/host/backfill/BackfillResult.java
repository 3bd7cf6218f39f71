package dev.costinsights.host.backfill;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a backfill ended with.
 *
 * @param slices that were read, or known without that to hold what they held
 * @param changed slices that held something else than before
 * @param rows that came
 * @param tables what became of each table, in the order of reading
 */
public record BackfillResult(long slices, long changed, long rows, List<TableResult> tables) {

    /**
     * What became of a table.
     *
     * @param problem the first thing that went wrong, or null
     */
    public record TableResult(
            String table,
            String region,
            long slices,
            long changed,
            long failed,
            long rows,
            CostInsightsException problem) {

        /** Whether it should have been read: previews are in few accounts, and nobody misses them. */
        boolean isPartial() {
            return problem != null && !(problem.code() == ErrorCode.NOT_FOUND && PREVIEWS.contains(table));
        }
    }

    private static final Set<String> PREVIEWS =
            Set.of("billing.account_prices", "billing.attributed_usage", "operational_data.jobs_cost");

    public BackfillResult {
        tables = List.copyOf(tables);
    }

    /** Whether something that should have been read was not. */
    public boolean isPartial() {
        return tables.stream().anyMatch(TableResult::isPartial);
    }

    /** The first reason why something that should have been read was not. */
    public Optional<String> problem() {
        return tables.stream()
                .filter(TableResult::isPartial)
                .map(table -> table.table() + ": " + table.problem().getMessage())
                .findFirst();
    }

    /** Slices that could not be read. */
    public long failed() {
        return tables.stream().mapToLong(TableResult::failed).sum();
    }
}
