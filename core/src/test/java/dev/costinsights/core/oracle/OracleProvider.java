package dev.costinsights.core.oracle;

import dev.costinsights.core.model.AttributedUsage;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageRecord;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What Databricks' own split says about usage records. */
final class OracleProvider {

    private final OracleFacts facts;
    private final List<UsageRecord> records;

    OracleProvider(OracleFacts facts, List<UsageRecord> records) {
        this.facts = facts;
        this.records = records;
    }

    /** Active quantity by statement; empty when there are no rows. A retraction has those of what it retracts. */
    Map<String, BigInteger> activeQuantities(UsageRecord record) {
        Map<String, BigInteger> own = rowsOf(record);
        if (!own.isEmpty() || record.quantity().signum() >= 0) {
            return own;
        }
        return records.stream()
                .filter(other -> other.quantity().negate().compareTo(record.quantity()) == 0)
                .filter(other -> other.span().equals(record.span()))
                .filter(other -> other.origin().equals(record.origin()))
                .map(this::rowsOf)
                .filter(rows -> !rows.isEmpty())
                .findFirst()
                .orElse(own);
    }

    private Map<String, BigInteger> rowsOf(UsageRecord record) {
        Map<String, BigInteger> quantities = new TreeMap<>();
        for (AttributedUsage row : facts.attributedUsage) {
            if (row.accountId().equals(record.origin().accountId())
                    && row.usageRecordIds().contains(record.recordId())) {
                quantities.merge(row.statementId(), shareOf(record, row), BigInteger::add);
            }
        }
        return quantities;
    }

    private BigInteger shareOf(UsageRecord record, AttributedUsage row) {
        BigInteger active = row.activeQuantity().setScale(18).unscaledValue();
        TreeSet<String> ids = new TreeSet<>(row.usageRecordIds());
        if (ids.size() == 1) {
            return active;
        }
        List<UsageRecord> named = ids.stream()
                .flatMap(id -> records.stream()
                        .filter(one -> one.recordId().equals(id))
                        .filter(one -> one.span().equals(record.span()))
                        .filter(one -> one.origin().accountId().equals(row.accountId())))
                .toList();
        List<BigInteger> weights = named.stream().map(one -> units(one).abs()).toList();
        BigInteger during = during(record.span(), active, row.span());
        return weights.stream().allMatch(weight -> weight.signum() == 0)
                ? BigInteger.ZERO
                : Splitting.split(during, weights).get(named.indexOf(record));
    }

    /** What is used of a quantity in a part of a time, if it is used evenly over all of it. */
    private static BigInteger during(TimeSpan part, BigInteger quantity, TimeSpan time) {
        if (time.isEmpty()) {
            return part.contains(time.startMicros()) ? quantity : BigInteger.ZERO;
        }
        long from = Math.max(part.startMicros(), time.startMicros());
        long to = Math.min(part.endMicros(), time.endMicros());
        if (from >= to) {
            return BigInteger.ZERO;
        }
        BigInteger length = BigInteger.valueOf(time.length());
        return Splitting.upTo(quantity, BigInteger.valueOf(to - time.startMicros()), length)
                .subtract(Splitting.upTo(quantity, BigInteger.valueOf(from - time.startMicros()), length));
    }

    private static BigInteger units(UsageRecord record) {
        return record.quantity().setScale(18).unscaledValue();
    }
}
