package dev.costinsights.core.model;

/**
 * Where an execution stands in Databricks: the ids around it, each null where unknown.
 *
 * @param bundle asset bundle and target, {@code name/target}
 * @param principal who ran it: executed_by, run_as or owner
 */
public record WorkContext(
        String jobId,
        String jobRunId,
        String taskKey,
        String pipelineId,
        String updateId,
        String notebookId,
        String bundle,
        String principal) {

    public static final WorkContext UNKNOWN = new WorkContext(null, null, null, null, null, null, null, null);

    /** Nothing but the principal is known. */
    public static WorkContext of(String principal) {
        return principal == null ? UNKNOWN : new WorkContext(null, null, null, null, null, null, null, principal);
    }
}
