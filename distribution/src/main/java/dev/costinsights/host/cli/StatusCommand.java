package dev.costinsights.host.cli;

import dev.costinsights.host.run.HostModule;
import dev.costinsights.host.run.StoreStatus;
import java.time.LocalDate;
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
        report.oldSince()
                .ifPresent(day -> session.hint(
                        "the store is old: the last complete day is " + day + "; read what came since:",
                        "backfill --start " + day + " --end " + tomorrow()));
        return report.isPartial() || report.oldSince().isPresent() ? ExitCode.PARTIAL : ExitCode.DONE;
    }

    private static LocalDate tomorrow() {
        return LocalDate.now(HostModule.clock()).plusDays(1);
    }
}
