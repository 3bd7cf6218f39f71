package dev.costinsights.core.estimation;

import dev.costinsights.core.attribution.pricing.PriceBook;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageOrigin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Estimates billed work again, each from what was billed by the time when it ended, and replaces each by its bill: what
 * remains is how far off they were, and what all bills say about the work to come. The order in which the work is given
 * makes no difference. Not safe for use by several threads.
 */
public final class Replay {

    private static final Comparator<BilledWork> BY_END = Comparator.comparingLong(BilledWork::endMicros)
            .thenComparing(billed -> billed.work().workspaceId())
            .thenComparing(billed -> billed.work().type())
            .thenComparing(billed -> billed.work().executionId());

    private record ObjectKey(EstimationKind kind, String workspaceId, String objectId) {}

    private record FamilyKey(EstimationKind kind, String workspaceId, String family) {}

    private final PriceBook prices;
    private final Calibration calibration = new Calibration();
    private final Map<ObjectKey, UsageOrigin> billing = new HashMap<>();
    private final Map<FamilyKey, UsageOrigin> familyBilling = new HashMap<>();
    private final Estimates estimates = new Estimates();

    private Replay(PriceBook prices) {
        this.prices = prices;
    }

    /**
     * Replays.
     *
     * @param lagMicros how long after its end a bill comes
     */
    public static Replay of(PriceBook prices, List<BilledWork> works, long lagMicros) {
        Objects.requireNonNull(prices, "prices");
        List<BilledWork> ordered = new ArrayList<>(works);
        ordered.sort(BY_END);
        Replay replay = new Replay(prices);
        Estimator estimator = new Estimator(prices, replay.calibration);
        int learned = 0;
        for (BilledWork billed : ordered) {
            while (ordered.get(learned).endMicros() + lagMicros <= billed.endMicros()) {
                replay.learn(ordered.get(learned++));
            }
            replay.estimates.add(estimator.estimate(billed.work()));
            replay.estimates.bill(billed.work(), billed.quantity());
        }
        for (BilledWork billed : ordered.subList(learned, ordered.size())) {
            replay.learn(billed);
        }
        return replay;
    }

    /** How far off the estimates were; work that could not be estimated does not count. */
    public Estimates estimates() {
        return estimates;
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
        return Optional.ofNullable(origin).map(known -> new Estimator(prices, calibration)
                .estimate(new EndedWork(kind, workspaceId, objectId, type, executionId, active, compute, known)));
    }

    /** Whether enough was billed for a warehouse, job or pipeline to judge it by that. */
    public boolean knows(EstimationKind kind, String workspaceId, String objectId) {
        return calibration.knows(kind, workspaceId, objectId);
    }

    private void learn(BilledWork billed) {
        EndedWork work = billed.work();
        calibration.learn(work, billed.quantity());
        billing.put(new ObjectKey(work.kind(), work.workspaceId(), work.objectId()), work.billing());
        familyBilling.put(
                new FamilyKey(work.kind(), work.workspaceId(), work.compute().family()), work.billing());
    }
}
