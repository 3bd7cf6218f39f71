package dev.costinsights.core;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.ExecutionSettler;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionRecorder;
import dev.costinsights.core.tracking.JdbcJournal;
import java.sql.SQLException;
import java.util.List;

/** Asks the plugins for the ends of executions that are open in a journal. */
final class Settlement {

    private Settlement() {}

    /** Every settler gets its turn; the first failure is thrown when all have had theirs. */
    static void settle(JdbcJournal journal, List<ExecutionSettler> settlers, ExecutionRecorder recorder, int most)
            throws InterruptedException {
        CostInsightsException failure = null;
        for (ExecutionSettler settler : settlers) {
            try {
                List<ExecutionEvent> open = journal.open(settler.type(), most);
                if (!open.isEmpty()) {
                    settler.settle(open, recorder);
                }
            } catch (SQLException | RuntimeException | LinkageError e) {
                CostInsightsException named = new CostInsightsException(
                        ErrorCode.UNAVAILABLE,
                        "open executions of type " + settler.type() + " cannot be settled: " + e.getMessage(),
                        e);
                if (failure == null) {
                    failure = named;
                } else {
                    failure.addSuppressed(named);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
