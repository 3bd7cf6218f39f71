package dev.costinsights.host.costs;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What costs there are: for each currency lines of groups, the largest first, and their sums. Amounts of different
 * currencies are never added.
 *
 * @param periods first days of the periods, where the question asks for them
 */
public record CostReport(
        CostQuery query, List<LocalDate> periods, List<Line> lines, List<Sum> sums, List<Unpriced> unpriced) {

    public CostReport {
        periods = List.copyOf(periods);
        lines = List.copyOf(lines);
        sums = List.copyOf(sums);
        unpriced = List.copyOf(unpriced);
    }

    /** What a ledger says that has no rows of the days. */
    static CostReport nothing(CostQuery query) {
        return new CostReport(query, List.of(), List.of(), List.of(), List.of());
    }

    /**
     * A group.
     *
     * @param keys one for each dimension, empty where rows have none
     * @param before of the days that are compared with
     * @param idleCost idle cost of others that the idle policy lays on it, beside its own cost
     * @param runs different runs that had a part in it
     * @param costs one for each period
     */
    public record Line(
            String currency,
            List<String> keys,
            BigDecimal cost,
            Optional<BigDecimal> before,
            BigDecimal idleCost,
            long runs,
            List<BigDecimal> costs) {

        public Line {
            keys = List.copyOf(keys);
            costs = List.copyOf(costs);
        }
    }

    /**
     * All groups of a currency.
     *
     * @param groups how many there are
     * @param categories cost by category, only those that there are
     * @param costs one for each period
     */
    public record Sum(
            String currency,
            long groups,
            BigDecimal cost,
            Optional<BigDecimal> before,
            BigDecimal idleCost,
            Map<String, BigDecimal> categories,
            List<BigDecimal> costs) {

        public Sum {
            categories = Map.copyOf(categories);
            costs = List.copyOf(costs);
        }
    }

    /** Usage without a price, which is in no cost. */
    public record Unpriced(String skuName, String unit, BigDecimal quantity) {}
}
