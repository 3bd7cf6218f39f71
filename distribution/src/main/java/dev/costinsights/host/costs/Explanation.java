package dev.costinsights.host.costs;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where the cost of something comes from: the rows of the ledger that are about it, and the charges that they are parts of.
 *
 * @param id that was asked for
 * @param column in which it was found, or empty when it was not
 * @param sums by currency; of all rows
 * @param rows the most expensive ones
 */
public record Explanation(String id, Optional<String> column, List<Sum> sums, List<Charge> charges, List<Row> rows) {

    public Explanation {
        sums = List.copyOf(sums);
        charges = List.copyOf(charges);
        rows = List.copyOf(rows);
    }

    /** What nothing is known of. */
    static Explanation unknown(String id) {
        return new Explanation(id, Optional.empty(), List.of(), List.of(), List.of());
    }

    /**
     * All rows about it of one currency.
     *
     * @param currency empty for rows without a price
     * @param listCost empty for these too
     */
    public record Sum(
            String currency,
            long rows,
            long charges,
            Optional<BigDecimal> listCost,
            Optional<BigDecimal> effectiveCost) {}

    /**
     * A usage record, or a part of one that a price change cuts, as it was billed.
     *
     * @param listCost of all its rows together; empty without a price
     * @param rows of the ledger that it became
     */
    public record Charge(
            String usageRecordId,
            int part,
            String recordType,
            Instant start,
            Instant end,
            String workspaceId,
            String product,
            String skuName,
            String resourceType,
            String resourceId,
            BigDecimal quantity,
            String unit,
            String currency,
            Optional<BigDecimal> listCost,
            Optional<BigDecimal> effectiveCost,
            String priceSource,
            String status,
            long rows) {}

    /** A row of the ledger; texts are empty where it has none. */
    public record Row(
            String usageRecordId,
            int part,
            String category,
            String detail,
            String executionType,
            String executionId,
            String jobId,
            String jobRunId,
            String taskKey,
            String principal,
            String orchestrator,
            String orchestratorJob,
            String orchestratorRun,
            String asset,
            String amountBasis,
            String identityBasis,
            BigDecimal quantity,
            String currency,
            Optional<BigDecimal> listCost,
            Optional<BigDecimal> effectiveCost,
            BigDecimal idleCost,
            String flags) {}
}
