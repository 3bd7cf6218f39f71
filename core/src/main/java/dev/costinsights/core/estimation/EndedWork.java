package dev.costinsights.core.estimation;

import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageOrigin;
import java.util.Objects;

/**
 * An execution that has ended and is not billed yet.
 *
 * @param objectId the warehouse, job or pipeline
 * @param executionId the statement, run or update
 * @param active when it used its compute
 * @param billing what its usage record will look like: account, cloud, SKU and unit decide the price
 */
public record EndedWork(
        EstimationKind kind,
        String workspaceId,
        String objectId,
        ExecutionType type,
        String executionId,
        TimeSpan active,
        Compute compute,
        UsageOrigin billing) {

    public EndedWork {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(workspaceId, "workspaceId");
        Objects.requireNonNull(objectId, "objectId");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(executionId, "executionId");
        Objects.requireNonNull(active, "active");
        Objects.requireNonNull(compute, "compute");
        Objects.requireNonNull(billing, "billing");
    }
}
