package dev.costinsights.host.cli;

import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.host.backfill.BackfillResult;
import dev.costinsights.host.report.Cell;
import dev.costinsights.host.report.Table;
import dev.costinsights.host.run.BackfillRunner;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code backfill}: system tables into the store. */
@Command(
        name = "backfill",
        sortOptions = false,
        description = "Reads system tables into the store, and what changed since. May be stopped and run again.")
final class BackfillCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private WindowChoice window;

    @Option(names = "--again", description = "read also what does not change any more")
    private boolean again;

    @Option(names = "--no-ledger", description = "leave the days of the ledger that changed for the next time")
    private boolean noLedger;

    BackfillCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        TimeSpan span = window.window();
        LocalDate first = day(span.startMicros());
        LocalDate last = day(span.endMicros() - 1);
        BackfillResult result = session.inHost(session.settings(), host -> host.getInstance(BackfillRunner.class)
                .run(first, last.plusDays(1), again, !noLedger));
        session.print(List.of(table(result)));
        return result.isPartial() ? ExitCode.PARTIAL : ExitCode.DONE;
    }

    private static LocalDate day(long micros) {
        return LocalDate.ofInstant(TimeSpan.instant(micros), ZoneOffset.UTC);
    }

    private static Table table(BackfillResult result) {
        Table.Builder table = Table.of(
                "tables", "Read into the store", "table", "region", "slices", "changed", "failed", "rows", "problem");
        for (BackfillResult.TableResult read : result.tables()) {
            table.row(
                    Cell.text(read.table()),
                    Cell.text(read.region()),
                    Cell.count(read.slices()),
                    Cell.count(read.changed()),
                    Cell.count(read.failed()),
                    Cell.count(read.rows()),
                    Cell.text(read.problem() == null ? "" : read.problem().getMessage()));
        }
        return table.build();
    }
}
