package dev.costinsights.host.cli;

import dev.costinsights.host.report.EstimateTables;
import dev.costinsights.host.run.StoreEstimates;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code estimates}: what recorded executions will cost, and how far off estimates were. */
@Command(
        name = "estimates",
        sortOptions = false,
        description =
                "Shows what recorded executions that are not billed yet will cost, and how far off estimates of billed ones were.")
final class EstimatesCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private WindowChoice window;

    EstimatesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        StoreEstimates.Outcome outcome =
                session.inHost(session.settings(), host -> host.getInstance(StoreEstimates.class)
                        .run(window.window()));
        session.print(List.of(
                EstimateTables.kept(outcome.kept()),
                EstimateTables.replayed(outcome.replayed()),
                EstimateTables.open(outcome.open())));
        return ExitCode.DONE;
    }
}
