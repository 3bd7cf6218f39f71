package dev.costinsights.core.model;

/**
 * The leaves of {@code query.history.query_source}; each null when unset. The struct itself is never null in the table,
 * so only its leaves say anything, and several may be set at once.
 *
 * @param taskRunId {@code job_info.job_task_run_id}; set in some rows whose {@code job_run_id} is null
 */
public record QuerySource(
        String jobId,
        String jobRunId,
        String taskRunId,
        String pipelineId,
        String updateId,
        String notebookId,
        String dashboardId,
        String alertId,
        String sqlQueryId,
        String genieSpaceId) {

    /** No leaf is set, as for 97 % of the statements on warehouses. */
    public static final QuerySource NONE = new QuerySource(null, null, null, null, null, null, null, null, null, null);

    /** Whether it says which job, run, pipeline or notebook the statement belongs to. */
    public boolean namesWork() {
        return namesJob() || pipelineId != null || updateId != null || notebookId != null;
    }

    public boolean namesJob() {
        return jobId != null || jobRunId != null || taskRunId != null;
    }
}
