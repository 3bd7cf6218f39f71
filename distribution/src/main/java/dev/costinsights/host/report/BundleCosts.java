package dev.costinsights.host.report;

import dev.costinsights.core.attribution.LedgerSink;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionOutcome;
import dev.costinsights.host.bundle.Deployment;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What each bundle and target cost, and what belongs to none, so that all rows add up to what was billed; with the
 * deployments that were recorded. One thread.
 */
public final class BundleCosts implements LedgerSink, Consumer<ExecutionEvent> {

    /** What a bundle and target cost. */
    private static final class Cost {
        final Total list = new Total();
        final Total effective = new Total();
        long rows;
    }

    /** Deployments of a bundle to a target; what stands there twice has the same start. */
    private static final class Deployments {
        final Set<Long> starts = new HashSet<>();
        long newest = Long.MIN_VALUE;
        String commit;
    }

    private final TimeSpan window;
    private final Map<String, Map<String, Cost>> currencies = new TreeMap<>();
    private final Map<String, Deployments> deployments = new HashMap<>();

    public BundleCosts(TimeSpan window) {
        this.window = window;
    }

    @Override
    public void accept(ExecutionEvent event) {
        if (event.type() != ExecutionType.BUNDLE_DEPLOYMENT
                || event.outcome() != ExecutionOutcome.SUCCEEDED
                || !window.contains(event.startMicros())) {
            return;
        }
        String name =
                event.details().get(Deployment.BUNDLE) + '/' + event.details().get(Deployment.TARGET);
        Deployments known = deployments.computeIfAbsent(name, key -> new Deployments());
        known.starts.add(event.startMicros());
        if (event.startMicros() >= known.newest) {
            known.newest = event.startMicros();
            known.commit = event.details().get(Deployment.GIT_COMMIT);
        }
    }

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
                "deployments",
                "git_commit",
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
                        deployments.getOrDefault(name, new Deployments()),
                        cost,
                        all);
            });
        });
        return table.build();
    }

    private static void row(
            Table.Builder table,
            String currency,
            String bundle,
            String target,
            Deployments deployed,
            Cost cost,
            Total all) {
        table.row(
                Cell.text(currency),
                Cell.text(bundle),
                Cell.text(target),
                Cell.count(deployed.starts.size()),
                Cell.text(deployed.commit == null ? "" : deployed.commit),
                Cell.count(cost.rows),
                SummaryTables.money(cost.list),
                SummaryTables.money(cost.effective),
                SummaryTables.share(cost.list, all));
    }
}
