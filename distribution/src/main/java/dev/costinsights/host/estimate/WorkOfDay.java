package dev.costinsights.host.estimate;

import dev.costinsights.core.estimation.Compute;
import dev.costinsights.core.estimation.EstimationKind;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageOrigin;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a day's bill says of a run, an update, or a warehouse's statements.
 *
 * @param workId the run or update; the warehouse and day, for a warehouse
 * @param objectId the job, pipeline or warehouse
 * @param span from its start until its end, as far as the day's facts know
 * @param activeMicros how long it used its compute until then
 * @param isOver whether it ended within the span
 * @param billing what decides the price of it, and nothing else
 * @param quantity of the day, in the unit of its usage records
 * @param listCost of the day
 */
public record WorkOfDay(
        LocalDate date,
        EstimationKind kind,
        String workspaceId,
        String workId,
        String objectId,
        TimeSpan span,
        long activeMicros,
        boolean isOver,
        Compute compute,
        UsageOrigin billing,
        BigDecimal quantity,
        BigDecimal listCost) {

    static UsageOrigin billing(String accountId, String workspaceId, String cloud, String skuName, String usageUnit) {
        return UsageOrigin.builder()
                .accountId(accountId)
                .workspaceId(workspaceId)
                .cloud(cloud)
                .skuName(skuName)
                .usageUnit(usageUnit)
                .build();
    }
}
