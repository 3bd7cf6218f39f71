package dev.costinsights.core.attribution.product;

import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.Resource;
import dev.costinsights.core.model.UnattributedReason;

/**
 * Where the charges of a kind of usage record go.
 *
 * @param executionType what the record names, or null
 * @param executionId its id, or null
 * @param reason why nobody can be named; only on {@link Path#UNATTRIBUTED}
 */
public record Assignment(
        Path path, Resource resource, ExecutionType executionType, String executionId, UnattributedReason reason) {

    /** The same with an equal resource: a charge's rows share its instance. */
    public Assignment with(Resource equal) {
        return new Assignment(path, equal, executionType, executionId, reason);
    }

    /** The ways that a charge can go. */
    public enum Path {
        /** The record names its target. */
        DIRECT,
        /** The record names a job run; its tasks share inside it. */
        JOB_RUN,
        /** Statements share a SQL warehouse. */
        WAREHOUSE,
        /** Job tasks and people share a cluster. */
        CLUSTER,
        OVERHEAD,
        UNATTRIBUTED
    }
}
