package dev.costinsights.workspace.sample;

/**
 * An update of a pipeline.
 *
 * @param jobTaskRunId the task run that started it, or null
 * @param clusterId of a classic pipeline's cluster, or null
 */
record PipelineUpdate(
        Pipeline pipeline,
        String updateId,
        long start,
        long end,
        String state,
        String type,
        String jobTaskRunId,
        String clusterId) {}
