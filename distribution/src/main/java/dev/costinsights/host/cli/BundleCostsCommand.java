package dev.costinsights.host.cli;

import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.host.report.BundleCosts;
import dev.costinsights.host.run.StoreLedger;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bundle costs}: what each bundle and target cost, from the store. */
@Command(
        name = "costs",
        sortOptions = false,
        description = "Shows from the store what each bundle and target cost, and what belongs to none.")
final class BundleCostsCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private WindowChoice window;

    BundleCostsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        TimeSpan span = window.window();
        BundleCosts costs = session.inHost(session.settings(), host -> {
            BundleCosts sums = new BundleCosts(span);
            StoreLedger ledger = host.getInstance(StoreLedger.class);
            ledger.recorded(span, sums);
            ledger.pass(span, AttributionOptions.builder(span), sums);
            return sums;
        });
        session.print(List.of(costs.table()));
        return ExitCode.DONE;
    }
}
