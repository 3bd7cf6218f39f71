package dev.costinsights.core.model;

import java.util.Objects;
import java.util.Set;

/**
 * A row of {@code system.lakeflow.job_task_run_timeline}: a slice of one attempt of a task.
 *
 * @param taskRunId the table's {@code run_id}, which is the task run's
 * @param jobRunId run it belongs to; null in rows from before August 2024
 * @param parentRunId enclosing run: the job run, or the for-each or nested task run around it; or null
 * @param setupMicros {@code setup_duration_seconds}: how long the task waited for compute, which is not billed to it; 0 where
 *     the row does not say, as on every slice but a terminal one
 * @param clusterIds the compute that it names: ids of clusters and of warehouses, from {@code compute} or, in older rows,
 *     {@code compute_ids}; {@link #SERVERLESS} for serverless compute; empty when it names none
 */
public record TaskRunSlice(
        String accountId,
        String workspaceId,
        String jobId,
        String taskRunId,
        String jobRunId,
        String parentRunId,
        String taskKey,
        TimeSpan span,
        String resultState,
        long setupMicros,
        Set<String> clusterIds) {

    /** Stands for serverless compute, which has no id. */
    public static final String SERVERLESS = "";

    public TaskRunSlice {
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(workspaceId, "workspaceId");
        Objects.requireNonNull(taskRunId, "taskRunId");
        Objects.requireNonNull(span, "span");
        clusterIds = Set.copyOf(clusterIds);
    }
}
