package dev.costinsights.core.model;

import java.util.Objects;

/**
 * A row of {@code system.query.history}. All durations are milliseconds as in the table, never negative; the engine
 * counts in microseconds.
 *
 * @param span {@code [start_time, end_time)}: it includes the waits and excludes the result fetch
 * @param updateMicros {@code update_time}; of several rows for one statement the latest counts. 0 when unknown
 * @param waitingMillis {@code waiting_at_capacity_duration_ms + waiting_for_compute_duration_ms}: queueing, which is
 *     not work of the warehouse
 * @param waitingForComputeMillis the part of {@code waitingMillis} in which the warehouse started because of it
 * @param totalTaskMillis {@code total_task_duration_ms}: task time summed over all cores
 * @param fromResultCache true when no compute was used
 */
public record Statement(
        String statementId,
        StatementOrigin origin,
        TimeSpan span,
        long updateMicros,
        long waitingMillis,
        long waitingForComputeMillis,
        long compilationMillis,
        long executionMillis,
        long totalTaskMillis,
        long resultFetchMillis,
        boolean fromResultCache) {

    public Statement {
        Objects.requireNonNull(statementId, "statementId");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(span, "span");
        if ((waitingMillis
                        | waitingForComputeMillis
                        | compilationMillis
                        | executionMillis
                        | totalTaskMillis
                        | resultFetchMillis)
                < 0) {
            throw new IllegalArgumentException("statement " + statementId + " has a negative duration");
        }
    }
}
