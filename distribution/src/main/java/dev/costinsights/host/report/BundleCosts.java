package dev.costinsights.host.report;

import dev.costinsights.core.attribution.LedgerSink;
import dev.costinsights.core.model.LedgerRow;
import java.util.Map;
import java.util.TreeMap;

/** What each bundle and target cost, and what belongs to none, so that all rows add up to what was billed. One thread. */
public final class BundleCosts implements LedgerSink {

    /** What a bundle and target cost. */
    private static final class Cost {
        final Total list = new Total();
        final Total effective = new Total();
        long rows;
    }

    private final Map<String, Map<String, Cost>> currencies = new TreeMap<>();

    @Override
    public void row(LedgerRow row) {
        if (!row.charge().isPriced()) {
            return;
        }
        String bundle = row.context().bundle() == null ? "" : row.context().bundle();
        Cost cost = currencies
                .computeIfAbsent(row.charge().currency(), key -> new TreeMap<>())
                .computeIfAbsent(bundle, key -> new Cost());
        cost.list.add(row.listCost());
        cost.effective.add(row.effectiveCost());
        cost.rows++;
    }

    /** A row for each bundle and target, and one for what belongs to none. */
    public Table table() {
        Table.Builder table = Table.of(
                "bundle_costs",
                "Cost by bundle and target",
                "currency",
                "bundle",
                "target",
                "ledger_rows",
                "list_cost",
                "effective_cost",
                "share");
        currencies.forEach((currency, bundles) -> {
            Total all = new Total();
            bundles.values().forEach(cost -> all.add(cost.list));
            bundles.forEach((name, cost) -> {
                int slash = name.lastIndexOf('/');
                row(
                        table,
                        currency,
                        name.isEmpty() ? "(no bundle)" : name.substring(0, slash),
                        name.isEmpty() ? "" : name.substring(slash + 1),
                        cost,
                        all);
            });
        });
        return table.build();
    }

    private static void row(Table.Builder table, String currency, String bundle, String target, Cost cost, Total all) {
        table.row(
                Cell.text(currency),
                Cell.text(bundle),
                Cell.text(target),
                Cell.count(cost.rows),
                SummaryTables.money(cost.list),
                SummaryTables.money(cost.effective),
                SummaryTables.share(cost.list, all));
    }
}
