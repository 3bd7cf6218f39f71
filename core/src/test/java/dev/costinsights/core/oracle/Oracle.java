package dev.costinsights.core.oracle;

import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.model.AmountBasis;
import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.ChargeStatus;
import dev.costinsights.core.model.RecordType;
import dev.costinsights.core.model.Resource;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UnattributedReason;
import dev.costinsights.core.model.UsageRecord;
import dev.costinsights.core.oracle.OracleTargets.Target;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The method, carried out slowly and with exact fractions: for every question it looks at every fact again. It shares
 * nothing with the engine but the facts and the words of the model.
 */
final class Oracle {

    private final OracleFacts facts;
    private final AttributionOptions options;
    private final List<UsageRecord> records;
    private final OraclePricing pricing;
    private final OracleWarehouses warehouses;
    private final OracleSweep sweep;

    Oracle(Bill bill, AttributionOptions options) {
        this.facts = OracleFacts.of(bill);
        this.options = options;
        this.records = newestRevisions();
        this.pricing = new OraclePricing(facts, options);
        this.warehouses = new OracleWarehouses(facts, new OracleProvider(facts, records));
        this.sweep = new OracleSweep(facts);
    }

    /** Section 1: the newest revision of every record that starts in the window. */
    private List<UsageRecord> newestRevisions() {
        List<UsageRecord> inWindow = facts.usage.stream()
                .filter(record -> options.window().contains(record.span().startMicros()))
                .toList();
        return inWindow.stream()
                .filter(record -> inWindow.stream()
                        .filter(other -> other.recordId().equals(record.recordId()))
                        .filter(other -> other.origin()
                                .accountId()
                                .equals(record.origin().accountId()))
                        .noneMatch(other -> ingested(other).isAfter(ingested(record))))
                .toList();
    }

    private static LocalDate ingested(UsageRecord record) {
        return record.ingestionDate() == null ? LocalDate.MIN : record.ingestionDate();
    }

    List<UsageRecord> records() {
        return records;
    }

    List<OracleCharge> charges() {
        return records.stream()
                .flatMap(record -> pricing.charges(record).stream())
                .toList();
    }

    /** Every row, in the order of the ledger. */
    List<OracleRow> rows() {
        List<OracleRow> rows = new ArrayList<>();
        charges().stream().sorted(inLedgerOrder()).forEach(charge -> rows.addAll(rows(charge)));
        return rows;
    }

    private static Comparator<OracleCharge> inLedgerOrder() {
        return Comparator.comparing(
                        (OracleCharge charge) -> charge.record().origin().accountId())
                .thenComparing(charge -> charge.record().origin().workspaceId())
                .thenComparing(charge ->
                        resource(charge).map(resource -> resource.type().name()).orElse(""))
                .thenComparing(charge -> resource(charge).map(Resource::id).orElse(""))
                .thenComparing(charge -> charge.span().startMicros())
                .thenComparing(charge -> charge.span().endMicros())
                .thenComparing(charge -> charge.record().recordId())
                .thenComparing(OracleCharge::part);
    }

    private static Optional<Resource> resource(OracleCharge charge) {
        Target target = OracleTargets.of(charge.record());
        return Optional.ofNullable(target.resource()).map(type -> new Resource(type, target.resourceId()));
    }

    private List<OracleRow> rows(OracleCharge charge) {
        Target target = OracleTargets.of(charge.record());
        OracleContext contexts = new OracleContext(facts, charge);
        List<OracleRow> rows = new ArrayList<>();
        for (OracleShare share : shares(charge, target)) {
            OracleContext.Behind behind = contexts.of(share);
            rows.add(new OracleRow(
                    charge, resource(charge).orElse(null), status(charge), share, behind.context(), behind.identity()));
        }
        return rows;
    }

    private List<OracleShare> shares(OracleCharge charge, Target target) {
        if (!charge.isPriced()) {
            return List.of(OracleShare.whole(Category.UNPRICED, null, target.type(), target.id(), AmountBasis.NONE));
        }
        return switch (target.path()) {
            case DIRECT -> List.of(direct(target));
            case RUN_WITH_TASKS -> {
                List<OracleShare> tasks = sweep.ofRun(charge, target.id());
                yield tasks.isEmpty() ? List.of(direct(target)) : tasks;
            }
            case SHARED_WAREHOUSE -> warehouses.shares(charge, target.resourceId());
            case SHARED_CLUSTER -> sweep.ofCluster(charge, target.resourceId());
            case OVERHEAD -> List.of(OracleShare.whole(Category.OVERHEAD, null, null, null, AmountBasis.NONE));
            case OBJECT_UNKNOWN -> List.of(unattributed(UnattributedReason.OBJECT_UNKNOWN));
            case UNSUPPORTED -> List.of(unattributed(UnattributedReason.UNSUPPORTED_PRODUCT));
        };
    }

    private static OracleShare direct(Target target) {
        return OracleShare.whole(Category.DIRECT, null, target.type(), target.id(), AmountBasis.BILLED_ID);
    }

    private static OracleShare unattributed(UnattributedReason reason) {
        return OracleShare.whole(Category.UNATTRIBUTED, reason, null, null, AmountBasis.NONE);
    }

    /** Section 9. */
    private ChargeStatus status(OracleCharge charge) {
        long settled = asOf() - options.settleHorizon().toNanos() / 1_000;
        if (charge.record().span().endMicros() > settled) {
            return ChargeStatus.PROVISIONAL;
        }
        RecordType type = charge.record().type();
        return type == RecordType.RETRACTION || type == RecordType.RESTATEMENT
                ? ChargeStatus.RESTATED
                : ChargeStatus.SETTLED;
    }

    private long asOf() {
        if (options.asOf().isPresent()) {
            return TimeSpan.micros(options.asOf().get());
        }
        return facts.usage.stream()
                .map(UsageRecord::ingestionDate)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .map(date -> TimeSpan.micros(
                        date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()))
                .orElseGet(() -> records.stream()
                        .mapToLong(record -> record.span().endMicros())
                        .max()
                        .orElse(0));
    }
}
