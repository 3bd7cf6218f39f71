package dev.costinsights.host.estimate;

import dev.costinsights.core.estimation.Compute;
import dev.costinsights.core.estimation.EstimationKind;
import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.Int128;
import dev.costinsights.core.model.TaskRunSlice;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageOrigin;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What facts and ledger say of one run, update or warehouse's day, added up as it comes. */
final class Work {

    /**
     * What tells it from others.
     *
     * @param id of the run or update; the day, for a warehouse
     */
    record Key(EstimationKind kind, String workspaceId, String id) {}

    private record Billed(Int128 quantity, Int128 listCost) {
        static final Billed NOTHING = new Billed(Int128.ZERO, Int128.ZERO);
    }

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
    private final Map<LocalDate, Billed> days = new TreeMap<>();

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

    /** Quantities of another SKU than the first one's are left out: they have another price. */
    void billed(LocalDate date, UsageOrigin origin, Int128 amount, Int128 listCost) {
        billing = billing == null ? origin : billing;
        Billed day = days.getOrDefault(date, Billed.NOTHING);
        boolean isSame = billing.skuName().equals(origin.skuName());
        days.put(
                date,
                new Billed(
                        isSame ? day.quantity().plus(amount) : day.quantity(),
                        day.listCost().plus(listCost)));
    }

    /** What each day's bill says of it; nothing when it is not known whose it is. */
    Stream<WorkOfDay> days(KnownCompute computes) {
        if (objectId == null || billing == null || startMicros > endMicros) {
            return Stream.empty();
        }
        // A warehouse's statements ran at once; what counts is how long all of them took together.
        long active = key.kind() == EstimationKind.WAREHOUSE ? busyMicros : endMicros - startMicros - waited();
        Compute compute = compute(computes);
        return days.entrySet().stream()
                .map(day -> new WorkOfDay(
                        day.getKey(),
                        key.kind(),
                        key.workspaceId(),
                        key.id(),
                        objectId,
                        new TimeSpan(startMicros, endMicros),
                        active,
                        ended,
                        compute,
                        WorkOfDay.billing(
                                billing.accountId(),
                                billing.workspaceId(),
                                billing.cloud(),
                                billing.skuName(),
                                billing.usageUnit()),
                        day.getValue().quantity().toDecimal(Charge.QUANTITY_SCALE),
                        day.getValue().listCost().toDecimal(Charge.COST_SCALE)));
    }

    private Compute compute(KnownCompute computes) {
        return switch (key.kind()) {
            case JOB -> computes.clusters(key.workspaceId(), clusters);
            case PIPELINE -> new Compute.Serverless();
            case WAREHOUSE -> computes.sharedWarehouse(key.workspaceId(), objectId, startMicros);
        };
    }
}
