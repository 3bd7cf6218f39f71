package dev.costinsights.core.attribution.facts;

import dev.costinsights.core.model.TaskRunSlice;
import java.util.Set;

/**
 * One attempt of a task, or one iteration of a for-each, with all its slices laid together.
 *
 * @param jobRunId the run it belongs to; null in rows from before August 2024
 * @param computeIds all compute that it names: clusters, warehouses, {@link TaskRunSlice#SERVERLESS}
 */
public record TaskRun(
        String id, String jobId, String jobRunId, String taskKey, Intervals active, Set<String> computeIds) {

    /** Whether it may have run there: it names the compute, or none. */
    public boolean mayBeOn(String computeId) {
        return computeIds.isEmpty() || computeIds.contains(computeId);
    }
}
