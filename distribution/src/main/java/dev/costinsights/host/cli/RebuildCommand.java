package dev.costinsights.host.cli;

import dev.costinsights.host.daily.DayLedgers;
import dev.costinsights.host.report.Cell;
import dev.costinsights.host.report.Table;
import dev.costinsights.host.run.StoreRebuild;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code rebuild}: all days of the ledger, from the facts. */
@Command(name = "rebuild", description = "Computes all days of the store's ledger again, from the facts.")
final class RebuildCommand implements Callable<Integer> {

    private final Session session;

    RebuildCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        DayLedgers.Outcome outcome = session.inHost(
                session.settings(), host -> host.getInstance(StoreRebuild.class).run());
        session.print(List.of(Table.of("rebuilt", "Rebuilt", "ledger_days", "computed")
                .row(Cell.count(outcome.days()), Cell.count(outcome.computed().size()))
                .build()));
        return ExitCode.DONE;
    }
}
