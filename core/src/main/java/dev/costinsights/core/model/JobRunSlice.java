package dev.costinsights.core.model;

import java.util.Map;
import java.util.Objects;

/**
 * A row of {@code system.lakeflow.job_run_timeline}: a run is cut into slices of at most an hour, so several rows make
 * one run.
 *
 * @param jobId null for some one-time runs
 * @param runType {@code JOB_RUN}, {@code SUBMIT_RUN}, {@code WORKFLOW_RUN} or null
 * @param runName {@code run_name}, or null
 * @param resultState null on every slice but a terminal one
 * @param parameters the inner maps of {@code job_parameters} laid together; never null
 * @param sourceTaskRunId task run that started this run (run_job_task), or null
 * @param rootTaskRunId first task run of the chain that led to this run, or null
 */
public record JobRunSlice(
        String accountId,
        String workspaceId,
        String jobId,
        String runId,
        TimeSpan span,
        String runType,
        String runName,
        String resultState,
        Map<String, String> parameters,
        String sourceTaskRunId,
        String rootTaskRunId) {

    public JobRunSlice {
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(workspaceId, "workspaceId");
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(span, "span");
        parameters = OrderedTexts.copyOf(parameters);
    }
}
