package dev.costinsights.core.attribution.facts;

import dev.costinsights.core.model.PipelineUpdateSlice;

/**
 * What started an update of a pipeline.
 *
 * @param jobId null when no job did
 * @param jobTaskRunId null when unknown
 */
public record UpdateTrigger(String runAs, String jobId, String jobTaskRunId) {

    UpdateTrigger with(PipelineUpdateSlice slice) {
        return new UpdateTrigger(
                TaskRun.greater(runAs, slice.runAs()),
                TaskRun.greater(jobId, slice.jobId()),
                TaskRun.greater(jobTaskRunId, slice.jobTaskRunId()));
    }
}
