package dev.costinsights.core.attribution.facts;

import java.util.Set;

/**
 * One attempt of a task, or one iteration of a for-each, with all its slices laid together.
 *
 * @param jobRunId the run it belongs to; null in rows from before August 2024
 * @param clusterIds every cluster it ran on
 */
public record TaskRun(
        String id, String jobId, String jobRunId, String taskKey, Intervals active, Set<String> clusterIds) {}
