package dev.costinsights.host.estimate;

import dev.costinsights.core.estimation.BilledWork;
import dev.costinsights.core.estimation.Compute;
import dev.costinsights.core.estimation.EndedWork;
import dev.costinsights.core.estimation.Estimate;
import dev.costinsights.core.estimation.EstimationKind;
import dev.costinsights.core.estimation.PastBills;
import dev.costinsights.core.tracking.ExecutionEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Estimates recorded executions from what is known of earlier bills. One thread. */
final class ExecutionEstimator {

    private static final String ANY = "";

    private final long version;
    private final KnownCompute computes;
    private final Map<ObjectKey, Set<String>> workspaces = new HashMap<>();
    private final PastBills past;

    private record ObjectKey(EstimationKind kind, String objectId) {}

    /** @param currency of the prices, where there are several */
    ExecutionEstimator(NotedBills.Known known, Optional<String> currency) {
        this.version = known.version();
        this.computes = known.rates().computes();
        List<BilledWork> works = WholeWorks.of(known.works(), known.dates());
        for (BilledWork billed : works) {
            EndedWork work = billed.work();
            for (String object : List.of(work.objectId(), ANY)) {
                workspaces
                        .computeIfAbsent(new ObjectKey(work.kind(), object), key -> new HashSet<>())
                        .add(work.workspaceId());
            }
        }
        this.past = PastBills.of(known.rates().priceBook(currency), works);
    }

    /** Of what it learned from. */
    long version() {
        return version;
    }

    /**
     * Estimates an execution that {@link EndedExecutions#canBeEstimated can be}.
     *
     * @param parallel how many statements ran on its warehouse at once, this one included
     * @param saidMicros now, microseconds since 1970
     */
    KeptEstimate estimate(ExecutionEvent event, int parallel, long saidMicros) {
        EstimationKind kind = EndedExecutions.kind(event);
        String object = EndedExecutions.object(event);
        Optional<String> workspace = Optional.ofNullable(event.place().workspaceId())
                .or(() -> object == null ? Optional.empty() : workspaceOf(kind, object));
        if (object == null) {
            return kept(
                    event,
                    "",
                    Optional.empty(),
                    List.of("its warehouse, job or pipeline was not recorded"),
                    saidMicros);
        }
        Optional<Estimate> estimate = workspace.flatMap(id -> past.estimate(
                kind,
                id,
                object,
                event.type(),
                event.id(),
                EndedExecutions.active(event),
                compute(event, id, object, parallel)));
        List<String> missing = estimate.map(Estimate::missing).orElse(List.of("nothing was billed yet for " + object));
        return kept(event, workspace.orElse(""), estimate, missing, saidMicros);
    }

    private Compute compute(ExecutionEvent event, String workspaceId, String object, int parallel) {
        return switch (EndedExecutions.kind(event)) {
            case WAREHOUSE ->
                past.knows(EstimationKind.WAREHOUSE, workspaceId, object)
                        ? computes.sharedWarehouse(workspaceId, object, event.startMicros())
                        : computes.warehouse(workspaceId, object, event.startMicros(), parallel);
            case JOB -> EndedExecutions.nodes(event);
            case PIPELINE -> new Compute.Serverless();
        };
    }

    /** The only workspace in which an object worked, or else the only one in which any of its kind did. */
    private Optional<String> workspaceOf(EstimationKind kind, String objectId) {
        return only(new ObjectKey(kind, objectId)).or(() -> only(new ObjectKey(kind, ANY)));
    }

    private Optional<String> only(ObjectKey key) {
        Set<String> found = workspaces.getOrDefault(key, Set.of());
        return found.size() == 1 ? Optional.of(found.iterator().next()) : Optional.empty();
    }

    private static KeptEstimate kept(
            ExecutionEvent event,
            String workspaceId,
            Optional<Estimate> estimate,
            List<String> missing,
            long saidMicros) {
        // A quantity without a price would be half a number.
        Optional<Estimate> whole = estimate.filter(one -> one.cost().isPresent());
        return new KeptEstimate(
                EndedExecutions.kind(event),
                event.type(),
                workspaceId,
                event.id(),
                EndedExecutions.object(event),
                EndedExecutions.ran(event),
                saidMicros,
                whole.flatMap(Estimate::quantity),
                whole.flatMap(Estimate::cost),
                whole.map(Estimate::currency).orElse(null),
                estimate.map(one -> one.work().billing().skuName()).orElse(null),
                estimate.map(Estimate::inputs).orElse(Map.of()),
                missing,
                event.context().opaqueId(),
                event.context().job(),
                event.context().run());
    }
}
