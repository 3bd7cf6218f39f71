package dev.costinsights.core.attribution.ledger;

import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.Int128;
import dev.costinsights.core.model.ReconciliationRow;
import dev.costinsights.core.model.UsageOrigin;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds up what was billed beside what the ledger says, by day, workspace, SKU, unit and currency. */
final class Reconciliation {

    private static final Comparator<Key> ORDER = Comparator.comparing(Key::usageDate)
            .thenComparing(Key::workspaceId)
            .thenComparing(Key::skuName)
            .thenComparing(Key::usageUnit)
            .thenComparing(Key::currency);

    private record Key(LocalDate usageDate, String workspaceId, String skuName, String usageUnit, String currency) {}

    private static final class Sums {
        private final Tally billedQuantity = new Tally();
        private final Tally billedCost = new Tally();
        private final Tally unpricedQuantity = new Tally();
        private final Tally[] costs = new Tally[Category.values().length];
        private long usageRecords;
        private long ledgerRows;

        Sums() {
            for (int i = 0; i < costs.length; i++) {
                costs[i] = new Tally();
            }
        }

        Int128 cost(Category category) {
            return costs[category.ordinal()].value();
        }
    }

    private final Map<Key, Sums> sums = new HashMap<>();

    /**
     * Takes a charge whose rows were all written.
     *
     * @param isFirst whether it is the first part of its record that falls into its line
     * @param costs list cost of its rows by category ordinal
     */
    void add(Charge charge, boolean isFirst, Tally[] costs, long rows) {
        UsageOrigin origin = charge.origin();
        Sums group = sums.computeIfAbsent(
                new Key(
                        charge.usageDate(),
                        origin.workspaceId(),
                        origin.skuName(),
                        origin.usageUnit(),
                        charge.currency()),
                key -> new Sums());
        group.billedQuantity.add(charge.quantity());
        if (charge.isPriced()) {
            group.billedCost.add(charge.listCost());
        } else {
            group.unpricedQuantity.add(charge.quantity());
        }
        for (int i = 0; i < costs.length; i++) {
            group.costs[i].add(costs[i].value());
        }
        group.usageRecords += isFirst ? 1 : 0;
        group.ledgerRows += rows;
    }

    List<ReconciliationRow> rows() {
        return sums.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(ORDER))
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static ReconciliationRow row(Key key, Sums sums) {
        Int128 direct = sums.cost(Category.DIRECT);
        Int128 allocated = sums.cost(Category.ALLOCATED);
        Int128 idle = sums.cost(Category.IDLE);
        Int128 overhead = sums.cost(Category.OVERHEAD);
        Int128 unattributed = sums.cost(Category.UNATTRIBUTED);
        Int128 billed = sums.billedCost.value();
        return new ReconciliationRow(
                key.usageDate(),
                key.workspaceId(),
                key.skuName(),
                key.usageUnit(),
                key.currency(),
                sums.billedQuantity.value(),
                billed,
                direct,
                allocated,
                idle,
                overhead,
                unattributed,
                sums.unpricedQuantity.value(),
                billed.minus(direct)
                        .minus(allocated)
                        .minus(idle)
                        .minus(overhead)
                        .minus(unattributed),
                sums.usageRecords,
                sums.ledgerRows);
    }
}
