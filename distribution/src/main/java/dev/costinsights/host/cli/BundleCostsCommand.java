package dev.costinsights.host.cli;

import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.host.report.BundleCosts;
import dev.costinsights.host.run.StoreLedger;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bundle costs}: what each bundle and target cost, from the store. */
@Command(
        name = "costs",
        sortOptions = false,
        description = "Shows from the store what each bundle and target cost, and what belongs to none.")
final class BundleCostsCommand implements Callable<Integer> {

    private final Session session;

    @Option(
            names = "--start",
            paramLabel = "DATE",
            required = true,
            converter = MomentConverter.class,
            description = "usage that starts then or later, UTC")
    private Instant start;

    @Option(
            names = "--end",
            paramLabel = "DATE",
            required = true,
            converter = MomentConverter.class,
            description = "usage that starts before then")
    private Instant end;

    BundleCostsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!end.isAfter(start)) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "--end " + end + " is not later than --start " + start + "; swap or correct");
        }
        TimeSpan window = TimeSpan.of(start, end);
        BundleCosts costs = session.inHost(session.settings(), host -> {
            BundleCosts sums = new BundleCosts();
            host.getInstance(StoreLedger.class).pass(window, AttributionOptions.builder(window), sums);
            return sums;
        });
        session.print(List.of(costs.table()));
        return ExitCode.DONE;
    }
}
