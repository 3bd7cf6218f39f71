package dev.costinsights.core.estimation;

import dev.costinsights.core.attribution.pricing.PriceBook;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageOrigin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What earlier bills say about work of which no bill has come. The order in which they are given makes no difference. Not safe
 * for use by several threads.
 */
public final class PastBills {

    private record ObjectKey(EstimationKind kind, String workspaceId, String objectId) {}

    private record FamilyKey(EstimationKind kind, String workspaceId, String family) {}

    private final Calibration calibration = new Calibration();
    private final Map<ObjectKey, UsageOrigin> billing = new HashMap<>();
    private final Map<FamilyKey, UsageOrigin> familyBilling = new HashMap<>();
    private final Estimator estimator;

    PastBills(PriceBook prices) {
        this.estimator = new Estimator(Objects.requireNonNull(prices, "prices"), calibration);
    }

    /** Learns from all of them. */
    public static PastBills of(PriceBook prices, List<BilledWork> works) {
        PastBills past = new PastBills(prices);
        works.stream().sorted(BilledWork.BY_END).forEach(past::learn);
        return past;
    }

    /**
     * Estimates work of which no bill has come, from all that have. The SKU is that of the same warehouse, job or pipeline,
     * else that of the newest work of its workspace on compute of the same family.
     *
     * @return empty when nothing of that kind was billed yet, so that not even the SKU is known
     */
    public Optional<Estimate> estimate(
            EstimationKind kind,
            String workspaceId,
            String objectId,
            ExecutionType type,
            String executionId,
            TimeSpan active,
            Compute compute) {
        UsageOrigin origin = billing.getOrDefault(
                new ObjectKey(kind, workspaceId, objectId),
                familyBilling.get(new FamilyKey(kind, workspaceId, compute.family())));
        return Optional.ofNullable(origin)
                .map(known -> estimate(
                        new EndedWork(kind, workspaceId, objectId, type, executionId, active, compute, known)));
    }

    /** Whether enough was billed for a warehouse, job or pipeline to judge it by that. */
    public boolean knows(EstimationKind kind, String workspaceId, String objectId) {
        return calibration.knows(kind, workspaceId, objectId);
    }

    Estimate estimate(EndedWork work) {
        return estimator.estimate(work);
    }

    /** The newer ones after the older ones. */
    void learn(BilledWork billed) {
        EndedWork work = billed.work();
        calibration.learn(work, billed.quantity());
        billing.put(new ObjectKey(work.kind(), work.workspaceId(), work.objectId()), work.billing());
        familyBilling.put(
                new FamilyKey(work.kind(), work.workspaceId(), work.compute().family()), work.billing());
    }
}
