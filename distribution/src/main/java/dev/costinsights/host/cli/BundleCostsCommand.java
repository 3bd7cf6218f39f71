package dev.costinsights.host.cli;

import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.host.report.BundleCosts;
import dev.costinsights.host.report.DeployedCommits;
import dev.costinsights.host.report.Table;
import dev.costinsights.host.run.StoreLedger;
import dev.costinsights.host.store.WindowFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bundle costs}: what each bundle and target cost, from the store. */
@Command(
        name = "costs",
        sortOptions = false,
        description = "Shows from the store what each bundle and target cost, and what belongs to none.")
final class BundleCostsCommand implements Callable<Integer> {

    /** What has a row. */
    private enum Grouping {
        TARGET,
        COMMIT
    }

    private final Session session;

    @Mixin
    private WindowChoice window;

    @Option(
            names = "--by",
            paramLabel = "target|commit",
            description = "a row for each target, which is the default, or for each commit that was deployed to it")
    private Grouping by = Grouping.TARGET;

    BundleCostsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        TimeSpan span = window.window();
        DeployedCommits commits = new DeployedCommits();
        BundleCosts sums = by == Grouping.COMMIT ? BundleCosts.byCommit(span, commits) : BundleCosts.byTarget(span);
        WindowFacts facts = session.inHost(session.settings(), host -> {
            StoreLedger ledger = host.getInstance(StoreLedger.class);
            ledger.recorded(span, commits.andThen(sums));
            return ledger.pass(span, AttributionOptions.builder(span), sums, commits);
        });
        Completeness completeness = new Completeness(facts, window.text());
        List<Table> tables = new ArrayList<>(List.of(sums.table()));
        tables.addAll(completeness.tables());
        session.print(tables);
        return completeness.end(session);
    }
}
