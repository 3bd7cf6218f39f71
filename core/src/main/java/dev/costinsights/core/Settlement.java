package dev.costinsights.core;

import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.ExecutionSettler;
import dev.costinsights.core.tracking.ExecutionRecorder;
import dev.costinsights.core.tracking.JdbcJournal;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Asks the plugins for the ends of executions that are open in a journal. It goes on where it stopped the last time, so that
 * executions that nobody can say anything of do not keep the others from being asked for. Any thread, one at a time.
 */
final class Settlement {

    private final JdbcJournal journal;
    private final List<Owned<ExecutionSettler>> settlers;
    private final ExecutionRecorder recorder;
    private final Map<ExecutionType, Long> positions = new EnumMap<>(ExecutionType.class);

    Settlement(JdbcJournal journal, List<Owned<ExecutionSettler>> settlers, ExecutionRecorder recorder) {
        this.journal = journal;
        this.settlers = settlers;
        this.recorder = recorder;
    }

    /** Every settler gets its turn; the first failure is thrown when all have had theirs. */
    synchronized void settle(int most) throws InterruptedException {
        CostInsightsException failure = null;
        for (Owned<ExecutionSettler> settler : settlers) {
            try {
                settle(settler.component(), most);
            } catch (InterruptedException e) {
                throw e;
            } catch (Throwable e) {
                PluginFaults.throwIfFatal(e);
                CostInsightsException named = named(settler, e);
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

    /** What the settler says itself keeps its code; the journal may be back later; anything else is a bug of the plugin. */
    private static CostInsightsException named(Owned<ExecutionSettler> settler, Throwable thrown) {
        if (thrown instanceof CostInsightsException said) {
            return new CostInsightsException(
                    said.code(), "open executions cannot be settled: " + settler + ": " + said.getMessage(), said);
        }
        return thrown instanceof SQLException
                ? new CostInsightsException(
                        ErrorCode.UNAVAILABLE,
                        "open executions cannot be settled: the journal does not answer: " + thrown.getMessage(),
                        thrown)
                : new CostInsightsException(
                        ErrorCode.INTERNAL,
                        "open executions cannot be settled: " + settler + ' ' + PluginFaults.did(thrown),
                        thrown);
    }

    private void settle(ExecutionSettler settler, int most) throws SQLException, InterruptedException {
        long position = positions.getOrDefault(settler.type(), 0L);
        JdbcJournal.OpenExecutions open = journal.open(settler.type(), position, most);
        if (open.launches().isEmpty() && position > 0) {
            open = journal.open(settler.type(), 0, most);
        }
        positions.put(settler.type(), open.next().orElse(0));
        if (!open.launches().isEmpty()) {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(settler.getClass().getClassLoader());
            try {
                settler.settle(open.launches(), recorder);
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }
}
