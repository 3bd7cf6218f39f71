package dev.costinsights.host.cli;

import dev.costinsights.host.config.HostKeys;
import dev.costinsights.host.report.EstimateTables;
import dev.costinsights.host.run.StoreEstimates;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code estimates}: what recorded executions will cost, and how far off estimates were. */
@Command(
        name = "estimates",
        sortOptions = false,
        description =
                "Estimates recorded executions that are not billed yet, and shows how far off estimates of billed ones were.")
final class EstimatesCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private WindowChoice window;

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
        Optional<String> chosen =
                Optional.ofNullable(currency).or(() -> session.settings().host().string(HostKeys.ATTRIBUTION_CURRENCY));
        StoreEstimates.Outcome outcome =
                session.inHost(session.settings(), host -> host.getInstance(StoreEstimates.class)
                        .run(window.window(), chosen));
        session.print(List.of(
                EstimateTables.errors(outcome.replay().estimates().errors()), EstimateTables.open(outcome.open())));
        return ExitCode.DONE;
    }
}
