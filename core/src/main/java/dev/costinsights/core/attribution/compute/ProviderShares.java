package dev.costinsights.core.attribution.compute;

import dev.costinsights.core.attribution.facts.Facts;
import dev.costinsights.core.attribution.facts.ObjectKey;
import dev.costinsights.core.attribution.facts.UsageStore;
import dev.costinsights.core.attribution.split.Split;
import dev.costinsights.core.model.AttributedUsage;
import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.Int128;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageKey;
import dev.costinsights.core.model.UsageOrigin;
import java.math.BigInteger;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Databricks' own split of usage records, {@code billing.attributed_usage}: which statements, how much of the record each,
 * in units of 10<sup>-18</sup> of the record's unit. Empty for nearly every account today.
 */
public final class ProviderShares {

    /** Statements by id, each with its active quantity in the record. */
    record Shares(List<AttributedUsage> rows, List<BigInteger> active, BigInteger total, BigInteger billed) {}

    /** A whole usage record, of which a charge may be a part. */
    private record Billed(Int128 quantity, Twin twin) {}

    /**
     * What a retraction and the record that it takes back have in common, besides the quantity.
     *
     * @param origin its number: equal origins have the same
     */
    private record Twin(int origin, long start, long end) {

        boolean isOfOneTimeWith(Twin other) {
            return start == other.start && end == other.end;
        }
    }

    private final Facts facts;
    private final Map<ObjectKey, Billed> billed = new HashMap<>();
    private final Map<Twin, Map<Int128, String>> positives = new HashMap<>();

    public ProviderShares(Facts facts) {
        this.facts = facts;
        if (!facts.hasAttributed()) {
            return;
        }
        UsageStore usage = facts.usage();
        for (int row = 0; row < usage.size(); row++) {
            UsageOrigin origin = usage.origins().get(usage.origin(row));
            if (origin.metadata().get(UsageKey.WAREHOUSE_ID) == null) {
                continue;
            }
            ObjectKey key = new ObjectKey(origin.workspaceId(), usage.recordId(row));
            Twin twin = new Twin(usage.origin(row), usage.start(row), usage.end(row));
            Int128 quantity = usage.quantity(row);
            billed.put(key, new Billed(quantity, twin));
            if (quantity.signum() > 0 && !facts.attributed(key).isEmpty()) {
                // Of two equal records either will do, but always the same one.
                positives
                        .computeIfAbsent(twin, t -> new HashMap<>())
                        .merge(quantity, key.id(), (a, b) -> a.compareTo(b) < 0 ? a : b);
            }
        }
    }

    /** The shares in a charge's record, or null when Databricks says nothing about it. */
    Shares of(Charge charge) {
        if (billed.isEmpty()) {
            return null;
        }
        ObjectKey key = new ObjectKey(charge.origin().workspaceId(), charge.usageRecordId());
        Billed record = billed.get(key);
        if (facts.attributed(key).isEmpty() && record.quantity().signum() < 0) {
            // A retraction takes back what its original gave.
            Map<Int128, String> originals = positives.getOrDefault(record.twin(), Map.of());
            String original = originals.get(record.quantity().negate());
            key = original == null ? key : new ObjectKey(key.workspaceId(), original);
        }
        Collection<AttributedUsage> rows = facts.attributed(key);
        return rows.isEmpty() ? null : shares(key, record.quantity(), rows);
    }

    private Shares shares(ObjectKey record, Int128 quantity, Collection<AttributedUsage> rows) {
        // Rows are by statement; several of one statement are one share.
        Map<String, AttributedUsage> statements = new LinkedHashMap<>();
        Map<String, BigInteger> active = new LinkedHashMap<>();
        BigInteger total = BigInteger.ZERO;
        for (AttributedUsage row : rows) {
            BigInteger share = inRecord(record, row);
            statements.putIfAbsent(row.statementId(), row);
            active.merge(row.statementId(), share, BigInteger::add);
            total = total.add(share);
        }
        return new Shares(
                List.copyOf(statements.values()),
                List.copyOf(active.values()),
                total,
                quantity.toBigInteger().abs());
    }

    /**
     * A row that names several records counts for each by the time that it has in the record's interval: what is outside the
     * window takes its part though nobody knows its quantity. Records of one interval share that by their quantities.
     */
    private BigInteger inRecord(ObjectKey record, AttributedUsage row) {
        Int128 active = Int128.unscaled(row.activeQuantity().abs(), Charge.QUANTITY_SCALE);
        List<String> records = row.usageRecordIds().stream().distinct().sorted().toList();
        if (records.size() == 1) {
            return active.toBigInteger();
        }
        Twin interval = billed.get(record).twin();
        List<BigInteger> weights = records.stream()
                .map(id -> billed.get(new ObjectKey(record.workspaceId(), id)))
                .map(other -> other != null && interval.isOfOneTimeWith(other.twin())
                        ? other.quantity().toBigInteger().abs()
                        : BigInteger.ZERO)
                .toList();
        BigInteger total = weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
        if (total.signum() == 0) {
            return BigInteger.ZERO;
        }
        Split split = Split.of(during(interval, active, row.span()), total);
        for (int i = 0; i < weights.size(); i++) {
            Int128 share = split.next(weights.get(i));
            if (records.get(i).equals(record.id())) {
                return share.toBigInteger();
            }
        }
        throw new IllegalStateException(row + " does not name record " + record.id());
    }

    /** What of a quantity that is used evenly over a time is used in an interval. */
    private static Int128 during(Twin interval, Int128 quantity, TimeSpan time) {
        long from = Math.max(interval.start(), time.startMicros());
        long to = Math.min(interval.end(), time.endMicros());
        if (time.isEmpty()) {
            return interval.start() <= time.startMicros() && time.startMicros() < interval.end()
                    ? quantity
                    : Int128.ZERO;
        }
        if (to <= from) {
            return Int128.ZERO;
        }
        Split overTime = Split.of(quantity, time.length());
        overTime.next(from - time.startMicros());
        return overTime.next(to - from);
    }
}
