package dev.costinsights.host.cli;

import dev.costinsights.host.run.StoreStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code status}: how far the store is. */
@Command(name = "status", description = "Says how far the store is: complete through, provisional from, lag, last run.")
final class StatusCommand implements Callable<Integer> {

    private final Session session;

    StatusCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        StoreStatus.Report report = session.inHost(
                session.settings(), host -> host.getInstance(StoreStatus.class).report());
        session.print(report.tables());
        return report.isPartial() ? ExitCode.PARTIAL : ExitCode.DONE;
    }
}
