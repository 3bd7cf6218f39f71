package dev.costinsights.plugin.sql.history;

import com.databricks.sdk.service.sql.QueryInfo;
import com.databricks.sdk.service.sql.QueryStatus;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionOutcome;
import dev.costinsights.core.tracking.ExecutionPhase;
import java.util.Optional;

/**
 * How a statement ended.
 *
 * @param durationMicros from when the workspace took it until it had its result, by the workspace's clock; -1 when the
 *     history does not say
 */
record StatementEnd(ExecutionOutcome outcome, long durationMicros) {

    /** Of a statement that the history has forgotten. */
    static final StatementEnd UNKNOWN = new StatementEnd(ExecutionOutcome.UNKNOWN, -1);

    /** Empty when it runs, or waits to. */
    static Optional<StatementEnd> of(QueryInfo query) {
        ExecutionOutcome outcome = outcome(query.getStatus());
        if (outcome == ExecutionOutcome.UNKNOWN) {
            return Optional.empty();
        }
        Long start = query.getQueryStartTimeMs();
        Long end = query.getExecutionEndTimeMs() != null ? query.getExecutionEndTimeMs() : query.getQueryEndTimeMs();
        boolean isTimed = start != null && end != null && start > 0 && end >= start;
        return Optional.of(new StatementEnd(outcome, isTimed ? (end - start) * 1000 : -1));
    }

    /** The event that ends a launch. */
    ExecutionEvent event(ExecutionEvent launch) {
        return new ExecutionEvent(
                launch.type(),
                launch.id(),
                ExecutionPhase.ENDED,
                outcome,
                launch.startMicros(),
                durationMicros,
                launch.context(),
                launch.place(),
                launch.details());
    }

    private static ExecutionOutcome outcome(QueryStatus status) {
        if (status == QueryStatus.FINISHED) {
            return ExecutionOutcome.SUCCEEDED;
        }
        if (status == QueryStatus.FAILED) {
            return ExecutionOutcome.FAILED;
        }
        return status == QueryStatus.CANCELED ? ExecutionOutcome.CANCELED : ExecutionOutcome.UNKNOWN;
    }
}
