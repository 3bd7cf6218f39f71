package dev.costinsights.host.cli;

import dev.costinsights.host.report.Cell;
import dev.costinsights.host.report.Table;
import dev.costinsights.host.run.StoreVerification;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code verify}: proves that the store holds what it says. */
@Command(
        name = "verify",
        sortOptions = false,
        description = "Proves that files, hashes and ledger of the store hold, or says what is broken.")
final class VerifyCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--all", description = "compute every day of the ledger again, not a sample")
    private boolean all;

    VerifyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        StoreVerification.Outcome outcome =
                session.inHost(session.settings(), host -> host.getInstance(StoreVerification.class)
                        .run(all));
        session.print(List.of(checked(outcome), broken(outcome)));
        return outcome.broken().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static Table checked(StoreVerification.Outcome outcome) {
        return Table.of("checked", "Checked", "files", "rows", "bytes", "ledger_days", "ledger_days_computed_again")
                .row(
                        Cell.count(outcome.files()),
                        Cell.count(outcome.rows()),
                        Cell.count(outcome.bytes()),
                        Cell.count(outcome.ledgerDays()),
                        Cell.count(outcome.recomputed()))
                .build();
    }

    private static Table broken(StoreVerification.Outcome outcome) {
        Table.Builder table = Table.of("broken", "Broken", "what");
        outcome.broken().forEach(what -> table.row(Cell.text(what)));
        return table.build();
    }
}
