package dev.costinsights.host.report;

import dev.costinsights.core.attribution.LedgerSink;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionOutcome;
import dev.costinsights.host.bundle.Deployment;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What each bundle and target cost, in all or by the commit that was deployed, and what belongs to none, so that all rows add
 * up to what was billed; with the deployments that were recorded. One thread.
 */
public final class BundleCosts implements LedgerSink, Consumer<ExecutionEvent> {

    private static final String UNKNOWN = "(unknown commit)";

    /**
     * What has a row.
     *
     * @param bundle {@code name/target}, empty for what belongs to none
     * @param commit empty where all commits share the row
     */
    private record Part(String bundle, String commit) {}

    /** What a part cost. */
    private static final class Cost {
        final Total list = new Total();
        final Total effective = new Total();
        long rows;
        long sinceMicros = Long.MAX_VALUE;
    }

    /** Deployments of a bundle to a target; what stands there twice has the same start. */
    private static final class Deployments {
        final Set<Long> starts = new HashSet<>();
        long newest = Long.MIN_VALUE;
        String commit;
    }

    private final TimeSpan window;

    /** Null where all commits share a row. */
    private final DeployedCommits commits;

    private final Map<String, Map<Part, Cost>> currencies = new TreeMap<>();
    private final Map<Part, Deployments> deployments = new HashMap<>();

    private BundleCosts(TimeSpan window, DeployedCommits commits) {
        this.window = window;
        this.commits = commits;
    }

    /** A row for each bundle and target. */
    public static BundleCosts byTarget(TimeSpan window) {
        return new BundleCosts(window, null);
    }

    /** A row for each bundle, target and commit. */
    public static BundleCosts byCommit(TimeSpan window, DeployedCommits commits) {
        return new BundleCosts(window, commits);
    }

    @Override
    public void accept(ExecutionEvent event) {
        if (event.type() != ExecutionType.BUNDLE_DEPLOYMENT
                || event.outcome() != ExecutionOutcome.SUCCEEDED
                || !window.contains(event.startMicros())) {
            return;
        }
        String bundle =
                event.details().get(Deployment.BUNDLE) + '/' + event.details().get(Deployment.TARGET);
        String commit = event.details().get(Deployment.GIT_COMMIT);
        Part part = new Part(bundle, commits == null ? "" : commit == null ? UNKNOWN : commit);
        Deployments known = deployments.computeIfAbsent(part, key -> new Deployments());
        known.starts.add(event.startMicros());
        if (event.startMicros() >= known.newest) {
            known.newest = event.startMicros();
            known.commit = commit;
        }
    }

    @Override
    public void row(LedgerRow row) {
        if (!row.charge().isPriced()) {
            return;
        }
        Cost cost = currencies
                .computeIfAbsent(row.charge().currency(), key -> new HashMap<>())
                .computeIfAbsent(part(row), key -> new Cost());
        cost.list.add(row.listCost());
        cost.effective.add(row.effectiveCost());
        cost.rows++;
        cost.sinceMicros = Math.min(cost.sinceMicros, row.charge().span().startMicros());
    }

    private Part part(LedgerRow row) {
        String bundle = row.context().bundle();
        return bundle == null
                ? new Part("", "")
                : new Part(bundle, commits == null ? "" : commits.of(row).orElse(UNKNOWN));
    }

    /** What belongs to no bundle first; commits in the order in which they began to cost. */
    public Table table() {
        Table.Builder table = Table.of(
                "bundle_costs",
                commits == null ? "Cost by bundle and target" : "Cost by bundle, target and commit",
                "currency",
                "bundle",
                "target",
                "deployments",
                "git_commit",
                "ledger_rows",
                "list_cost",
                "effective_cost",
                "share");
        Comparator<Map.Entry<Part, Cost>> order = Comparator.<Map.Entry<Part, Cost>, String>comparing(
                        entry -> entry.getKey().bundle())
                .thenComparingLong(entry -> entry.getValue().sinceMicros)
                .thenComparing(entry -> entry.getKey().commit());
        currencies.forEach((currency, parts) -> {
            Total all = new Total();
            parts.values().forEach(cost -> all.add(cost.list));
            parts.entrySet().stream()
                    .sorted(order)
                    .forEach(entry -> row(table, currency, entry.getKey(), entry.getValue(), all));
        });
        return table.build();
    }

    private void row(Table.Builder table, String currency, Part part, Cost cost, Total all) {
        Deployments deployed = deployments.getOrDefault(part, new Deployments());
        int slash = part.bundle().lastIndexOf('/');
        table.row(
                Cell.text(currency),
                Cell.text(slash < 0 ? "(no bundle)" : part.bundle().substring(0, slash)),
                Cell.text(part.bundle().substring(slash + 1)),
                Cell.count(deployed.starts.size()),
                Cell.text(commits == null ? deployed.commit : part.commit()),
                Cell.count(cost.rows),
                SummaryTables.money(cost.list),
                SummaryTables.money(cost.effective),
                SummaryTables.share(cost.list, all));
    }
}
