package dev.costinsights.workspace.sample;

import java.util.List;

/**
 * A run of a job.
 *
 * @param runName set on one-time runs
 * @param parameters JSON for job_parameters, or null
 * @param opaqueId of this run alone, in its run name, parameters or cluster tags
 * @param orchestratorRunId the run of the orchestrator that launched it
 * @param attempts one; two when it was repaired; of no length when it was skipped
 * @param sourceTaskRunId the task run that started it, or null
 * @param clusterId of its own cluster, or null
 */
record JobRun(
        Job job,
        String runId,
        String runName,
        String parameters,
        String opaqueId,
        String orchestratorRunId,
        List<Attempt> attempts,
        List<TaskRun> tasks,
        String sourceTaskRunId,
        String clusterId) {

    /** From start to a terminal state. */
    record Attempt(long start, long end, String state) {}

    /**
     * A run of one task.
     *
     * @param parentRunId the job's run, or the for-each task's run around an iteration
     */
    record TaskRun(String runId, String key, String parentRunId, long start, long end, String state) {}

    long start() {
        return attempts.get(0).start();
    }

    long end() {
        return attempts.get(attempts.size() - 1).end();
    }

    boolean isSkipped() {
        return start() == end();
    }
}
