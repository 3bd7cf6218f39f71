package dev.costinsights.workspace.simulation.jobs;

/**
 * How an update of a pipeline went; times in milliseconds.
 *
 * @param asked the opaque id of who asked for it, or null
 * @param taskRun the run of a job's task that started it, or null
 * @param cluster null on serverless compute
 */
public record UpdateOutcome(
        SimulatedPipeline pipeline,
        String id,
        Kind kind,
        Cause cause,
        String asked,
        String taskRun,
        long start,
        long end,
        boolean succeeded,
        String cluster) {

    /** How much it computes: all, or what is new. */
    public enum Kind {
        FULL_REFRESH,
        REFRESH
    }

    /** What started it, in the words of the Pipelines API. */
    public enum Cause {
        API_CALL,
        USER_ACTION,
        JOB_TASK,
        RETRY_ON_FAILURE
    }
}
