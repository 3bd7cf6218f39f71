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
                greater(runAs, slice.runAs()),
                greater(jobId, slice.jobId()),
                greater(jobTaskRunId, slice.jobTaskRunId()));
    }

    /** Slices of an update agree; should they not, the order of reading must not decide. */
    private static String greater(String left, String right) {
        return left == null || (right != null && right.compareTo(left) > 0) ? right : left;
    }
}
