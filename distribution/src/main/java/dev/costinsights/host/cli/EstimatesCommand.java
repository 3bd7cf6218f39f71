package dev.costinsights.host.cli;

import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.host.report.EstimateTables;
import dev.costinsights.host.run.StoreEstimates;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code estimates}: what recorded executions will cost, and how far off estimates were. */
@Command(
        name = "estimates",
        sortOptions = false,
        description =
                "Estimates recorded executions that are not billed yet, and shows how far off estimates of billed ones were.")
final class EstimatesCommand implements Callable<Integer> {

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

    @Option(
            names = "--currency",
            paramLabel = "CODE",
            converter = CurrencyConverter.class,
            description = "of the prices, where there are several")
    private String currency;

    EstimatesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!end.isAfter(start)) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "--end " + end + " is not later than --start " + start + "; swap or correct");
        }
        StoreEstimates.Outcome outcome =
                session.inHost(session.settings(), host -> host.getInstance(StoreEstimates.class)
                        .run(TimeSpan.of(start, end), Optional.ofNullable(currency)));
        session.print(List.of(
                EstimateTables.errors(outcome.replay().estimates().errors()), EstimateTables.open(outcome.open())));
        return ExitCode.DONE;
    }
}
