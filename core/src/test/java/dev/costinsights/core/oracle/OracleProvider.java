package dev.costinsights.core.oracle;

import dev.costinsights.core.model.AttributedUsage;
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
        List<UsageRecord> named = new TreeSet<>(row.usageRecordIds())
                .stream()
                        .flatMap(id -> records.stream()
                                .filter(one -> one.recordId().equals(id))
                                .filter(one -> one.origin().accountId().equals(row.accountId())))
                        .toList();
        List<BigInteger> weights = named.stream().map(one -> units(one).abs()).toList();
        BigInteger active = row.activeQuantity().setScale(18).unscaledValue();
        return Splitting.split(active, weights).get(named.indexOf(record));
    }

    private static BigInteger units(UsageRecord record) {
        return record.quantity().setScale(18).unscaledValue();
    }
}
