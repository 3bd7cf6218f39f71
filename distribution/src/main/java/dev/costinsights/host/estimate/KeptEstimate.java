package dev.costinsights.host.estimate;

import dev.costinsights.core.estimation.EstimationKind;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.TimeSpan;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What was said of an execution before its bill came, with everything that it rests on.
 *
 * @param workspaceId empty when neither the recording nor earlier bills say
 * @param objectId the warehouse, job or pipeline; or null
 * @param ran from its start until its end
 * @param saidMicros when it was said, microseconds since 1970
 * @param quantity in the unit of the usage record; empty when something is missing
 * @param cost at list price; empty when something is missing
 * @param currency of the cost, or null
 * @param skuName that it was taken to be billed under, or null
 * @param missing what is unknown; empty when there are both numbers
 * @param opaqueId of its context, or null; likewise the orchestrator's job and run
 */
public record KeptEstimate(
        EstimationKind kind,
        ExecutionType type,
        String workspaceId,
        String executionId,
        String objectId,
        TimeSpan ran,
        long saidMicros,
        Optional<BigDecimal> quantity,
        Optional<BigDecimal> cost,
        String currency,
        String skuName,
        Map<String, String> inputs,
        List<String> missing,
        String opaqueId,
        String orchestratorJob,
        String orchestratorRun) {

    public KeptEstimate {
        Objects.requireNonNull(workspaceId, "workspaceId");
        Objects.requireNonNull(executionId, "executionId");
        inputs = Map.copyOf(inputs);
        missing = List.copyOf(missing);
    }
}
