package dev.costinsights.host.cli;

import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.host.report.TrackingCoverage;
import dev.costinsights.host.run.StoreLedger;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code coverage}: how much of each kind of execution is tracked, tagged, or only found. */
@Command(
        name = "coverage",
        sortOptions = false,
        description =
                "Shows, by kind of execution, what was tracked at launch, found by tags, or only in system tables.")
final class CoverageCommand implements Callable<Integer> {

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

    CoverageCommand(Session session) {
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
        TrackingCoverage coverage = session.inHost(session.settings(), host -> {
            TrackingCoverage sums = new TrackingCoverage();
            host.getInstance(StoreLedger.class).pass(window, AttributionOptions.builder(window), sums);
            return sums;
        });
        session.print(List.of(coverage.table()));
        return ExitCode.DONE;
    }
}
