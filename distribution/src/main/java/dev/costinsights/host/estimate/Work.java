package dev.costinsights.host.estimate;

import dev.costinsights.core.estimation.BilledWork;
import dev.costinsights.core.estimation.Compute;
import dev.costinsights.core.estimation.EndedWork;
import dev.costinsights.core.estimation.EstimationKind;
import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.Int128;
import dev.costinsights.core.model.TaskRunSlice;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageOrigin;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What facts and ledger say of one run, update or warehouse's day, added up as it comes. */
final class Work {

    /**
     * What tells it from others.
     *
     * @param id of the run or update; the day, for a warehouse
     */
    record Key(EstimationKind kind, String workspaceId, String id) {}

    private final Key key;
    private String objectId;
    private long startMicros = Long.MAX_VALUE;
    private long endMicros = Long.MIN_VALUE;
    private long busyMicros;
    private boolean ended;
    private Set<String> clusters = Set.of();
    private final Map<String, Long> taskStarts = new HashMap<>(2);
    private final Map<String, Long> setups = new HashMap<>(2);
    private UsageOrigin billing;
    private Int128 quantity = Int128.ZERO;

    Work(Key key) {
        this.key = key;
    }

    Key key() {
        return key;
    }

    String objectId() {
        return objectId;
    }

    void of(String object) {
        objectId = objectId == null ? object : objectId;
    }

    void ran(TimeSpan span) {
        startMicros = Math.min(startMicros, span.startMicros());
        endMicros = Math.max(endMicros, span.endMicros());
        busyMicros += Math.max(0, span.length());
    }

    /** A run has several tasks, which may have several clusters. */
    void task(TaskRunSlice slice) {
        taskStarts.merge(slice.taskRunId(), slice.span().startMicros(), Math::min);
        if (slice.setupMicros() > 0) {
            setups.merge(slice.taskRunId(), slice.setupMicros(), Math::max);
        }
        if (clusters.isEmpty()) {
            clusters = slice.clusterIds();
        } else if (!clusters.containsAll(slice.clusterIds())) {
            Set<String> all = new TreeSet<>(clusters);
            all.addAll(slice.clusterIds());
            clusters = all;
        }
    }

    /** Until the first of its tasks has compute nothing is billed. */
    private long waited() {
        long waited = taskStarts.entrySet().stream()
                .mapToLong(task -> task.getValue() + setups.getOrDefault(task.getKey(), 0L) - startMicros)
                .min()
                .orElse(0);
        return Math.max(0, Math.min(waited, endMicros - startMicros));
    }

    void end() {
        ended = true;
    }

    /** Amounts of another SKU than the first one's are left out: they have another price. */
    void billed(UsageOrigin origin, Int128 amount) {
        billing = billing == null ? origin : billing;
        if (billing.skuName().equals(origin.skuName())) {
            quantity = quantity.plus(amount);
        }
    }

    /** The whole of it, unless it goes on, was not billed, or reaches out of the window. */
    Optional<BilledWork> whole(TimeSpan window, KnownCompute computes) {
        boolean inside = startMicros >= window.startMicros() && endMicros <= window.endMicros();
        if (!ended || !inside || billing == null || objectId == null || quantity.signum() <= 0) {
            return Optional.empty();
        }
        ExecutionType type =
                switch (key.kind()) {
                    case JOB -> ExecutionType.JOB_RUN;
                    case PIPELINE -> ExecutionType.PIPELINE_UPDATE;
                    case WAREHOUSE -> ExecutionType.WAREHOUSE;
                };
        // A warehouse's statements ran at once; what counts is how long all of them took together.
        long length = key.kind() == EstimationKind.WAREHOUSE ? busyMicros : endMicros - startMicros - waited();
        EndedWork work = new EndedWork(
                key.kind(),
                key.workspaceId(),
                objectId,
                type,
                key.id(),
                new TimeSpan(startMicros, startMicros + length),
                compute(computes),
                billing);
        return Optional.of(new BilledWork(work, endMicros, quantity.toDecimal(Charge.QUANTITY_SCALE)));
    }

    private Compute compute(KnownCompute computes) {
        return switch (key.kind()) {
            case JOB -> computes.clusters(key.workspaceId(), clusters);
            case PIPELINE -> new Compute.Serverless();
            case WAREHOUSE -> computes.sharedWarehouse(key.workspaceId(), objectId, startMicros);
        };
    }
}
