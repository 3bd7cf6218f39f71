package dev.costinsights.workspace.simulation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

/**
 * The truth of one usage record: how the capacity behind its quantity was occupied, in cluster-microseconds. At every
 * instant the clusters that are up belong to the running statements in proportion to the compute each really gets then;
 * with none running they are idle. No evidence that an attribution could read takes part.
 */
public record Truth(
        String warehouse, long hourStart, int dbuPerHour, long capacity, long idle, Map<String, Long> occupied) {
    private static final BigDecimal CLUSTER_HOUR = BigDecimal.valueOf(3_600_000_000L);

    /** The billed DBU. */
    public BigDecimal quantity() {
        return BigDecimal.valueOf(capacity)
                .multiply(BigDecimal.valueOf(dbuPerHour))
                .divide(CLUSTER_HOUR, 18, RoundingMode.HALF_EVEN);
    }
}
