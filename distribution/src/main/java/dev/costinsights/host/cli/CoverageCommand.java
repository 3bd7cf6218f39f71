package dev.costinsights.host.cli;

import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.host.report.Table;
import dev.costinsights.host.report.TrackingCoverage;
import dev.costinsights.host.run.StoreLedger;
import dev.costinsights.host.store.WindowFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code coverage}: how much of each kind of execution is tracked, tagged, or only found. */
@Command(
        name = "coverage",
        sortOptions = false,
        description =
                "Shows, by kind of execution, what was tracked at launch, found by tags, or only in system tables.")
final class CoverageCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private WindowChoice window;

    CoverageCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        TimeSpan span = window.window();
        TrackingCoverage sums = new TrackingCoverage();
        WindowFacts facts = session.inHost(session.settings(), host -> host.getInstance(StoreLedger.class)
                .pass(span, AttributionOptions.builder(span), sums));
        Completeness completeness = new Completeness(facts, window.text());
        List<Table> tables = new ArrayList<>(List.of(sums.table()));
        tables.addAll(completeness.tables());
        session.print(tables);
        return completeness.end(session);
    }
}
