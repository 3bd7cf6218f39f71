package dev.costinsights.host.cli;

import dev.costinsights.host.report.Cell;
import dev.costinsights.host.report.Table;
import dev.costinsights.host.run.Progress;
import dev.costinsights.workspace.sample.SampleOptions;
import dev.costinsights.workspace.sample.SampleSummary;
import dev.costinsights.workspace.tables.TableFormat;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sample}: generated system tables. */
@Command(
        name = "sample",
        sortOptions = false,
        description = "Writes the system tables of an invented company; the same options give the same bytes.")
final class SampleCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--days", paramLabel = "N", defaultValue = "30", description = "length; default ${DEFAULT-VALUE}")
    private int days;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "7", description = "default ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--statements",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "SQL statements on warehouses; default ${DEFAULT-VALUE}")
    private long statements;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "folder for the tables")
    private Path out;

    @Option(
            names = "--format",
            paramLabel = "parquet|jsonl|csv",
            defaultValue = "PARQUET",
            description = "of every file; default parquet")
    private TableFormat format;

    @Option(
            names = "--end",
            paramLabel = "DATE",
            converter = DayConverter.class,
            description = "first day after the window; default 2026-11-01")
    private LocalDate end;

    @Option(names = "--warehouses", paramLabel = "N", description = "SQL warehouses; default one for 2,500 statements")
    private Integer warehouses;

    @Option(
            names = "--usage",
            paramLabel = "N",
            description = "usage records beside the warehouses'; default a fifth of the statements")
    private Long usage;

    @Option(names = "--shuffled", description = "the same rows in another order; for small samples")
    private boolean shuffled;

    @Option(names = "--account-prices", description = "also write billing.account_prices")
    private boolean accountPrices;

    @Option(names = "--attributed-usage", description = "also write billing.attributed_usage")
    private boolean attributedUsage;

    SampleCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        SampleOptions.Builder options = SampleOptions.builder(out)
                .days(days)
                .seed(seed)
                .statements(statements)
                .format(format)
                .shuffled(shuffled)
                .accountPrices(accountPrices)
                .attributedUsage(attributedUsage);
        if (end != null) {
            options.end(end);
        }
        if (warehouses != null) {
            options.warehouses(warehouses);
        }
        if (usage != null) {
            options.otherUsage(usage);
        }
        SampleOptions chosen = Samples.build(options);
        SampleSummary summary;
        try (Progress progress = session.progress()) {
            summary = Samples.write(chosen, progress);
        }
        session.print(List.of(table(summary)));
        session.hint(
                "Attribute it:",
                "attribute --from " + Session.quoted(out) + " --start " + chosen.start() + " --end " + chosen.end()
                        + " --out " + Session.quoted(out.resolveSibling("ledger")));
        return ExitCode.DONE;
    }

    private static Table table(SampleSummary summary) {
        Table.Builder table = Table.of("sample", "Sample", "table", "rows", "bytes");
        summary.rows()
                .forEach((name, rows) -> table.row(
                        Cell.text(name),
                        Cell.count(rows),
                        Cell.count(summary.bytes().getOrDefault(name, 0L))));
        return table.build();
    }
}
