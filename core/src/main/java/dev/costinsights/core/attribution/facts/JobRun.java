package dev.costinsights.core.attribution.facts;

import java.util.Map;

/**
 * One run of a job, its slices laid together; repairs keep the run and so are in it.
 *
 * @param jobId null for a one-time run, and where only its tasks are known
 * @param startedByTaskRunId task run that started this run, or null
 */
public record JobRun(String jobId, String runName, Map<String, String> parameters, String startedByTaskRunId) {

    /** A run that no slice of its own describes. */
    static final JobRun OF_TASKS_ONLY = new JobRun(null, null, Map.of(), null);
}
