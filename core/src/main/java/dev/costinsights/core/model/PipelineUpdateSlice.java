package dev.costinsights.core.model;

import java.util.Objects;

/**
 * A row of {@code system.lakeflow.pipeline_update_timeline}: a slice of one update.
 *
 * @param runAs who it ran as, or null
 * @param jobId {@code trigger_details.job_task.job_id}: the job that started it, or null. The only link from an update
 *     to a job
 * @param jobTaskRunId {@code trigger_details.job_task.job_task_run_id}, or null
 */
public record PipelineUpdateSlice(
        String accountId,
        String workspaceId,
        String pipelineId,
        String updateId,
        TimeSpan span,
        String runAs,
        String jobId,
        String jobTaskRunId) {

    public PipelineUpdateSlice {
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(workspaceId, "workspaceId");
        Objects.requireNonNull(pipelineId, "pipelineId");
        Objects.requireNonNull(updateId, "updateId");
        Objects.requireNonNull(span, "span");
    }
}
