package dev.costinsights.host.cli;

import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.ledger.LedgerFormat;
import dev.costinsights.host.report.SummaryTables;
import dev.costinsights.host.report.Table;
import dev.costinsights.host.run.Attribution;
import dev.costinsights.host.run.Progress;
import dev.costinsights.workspace.sample.SampleOptions;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}: a month of an invented company's bill, attributed and summed up. */
@Command(name = "demo", description = "Invents a month of usage, attributes it, and shows what comes out.")
final class DemoCommand implements Callable<Integer> {

    private static final int DAYS = 31;
    private static final LocalDate END = LocalDate.of(2026, 11, 1);
    private static final int TOP = 10;

    private final Session session;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "folder for tables and ledger; default in the state folder")
    private Path out;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "7", description = "default ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--statements",
            paramLabel = "N",
            defaultValue = "50000",
            description = "SQL statements; default ${DEFAULT-VALUE}")
    private long statements;

    DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        Path folder = (out != null ? out : session.places().state().resolve("demo")).toAbsolutePath();
        Path tables = folder.resolve("tables");
        Path ledger = folder.resolve("ledger");
        SampleOptions sample = Samples.build(
                SampleOptions.builder(tables).days(DAYS).end(END).seed(seed).statements(statements));
        Attribution.Outcome outcome = run(sample, ledger);
        session.print(summary(outcome));
        session.hint(
                "Next, the same on your own bill (export system.billing.usage and what else you have into a folder):",
                "attribute --from <folder> --start " + sample.start() + " --end " + sample.end() + " --out ledger");
        session.hint(
                "or lay idle cost on those who used the warehouses:",
                "attribute --from " + Session.quoted(tables) + " --start " + sample.start() + " --end " + sample.end()
                        + " --out " + Session.quoted(folder.resolve("weighted")) + " --idle weighted");
        session.hint("or look at it in a browser:", "serve --from " + Session.quoted(ledger));
        session.hint(
                "or ask what of it cost what, day by day:",
                "costs --from " + Session.quoted(ledger)
                        + " --by orchestrator_job,asset --step day --vs previous --last 7");
        return ExitCode.DONE;
    }

    private Attribution.Outcome run(SampleOptions sample, Path ledger) throws InterruptedException {
        Settings settings = session.settings().with(AttributeCommand.FROM_KEY, sample.out(), "demo");
        return session.inHost(settings, host -> {
            Samples.write(sample, host.getInstance(Progress.class));
            TimeSpan window = TimeSpan.of(
                    sample.start().atStartOfDay(ZoneOffset.UTC).toInstant(),
                    sample.end().atStartOfDay(ZoneOffset.UTC).toInstant());
            return host.getInstance(Attribution.class)
                    .run(AttributionOptions.builder(window), ledger, LedgerFormat.PARQUET);
        });
    }

    private static List<Table> summary(Attribution.Outcome outcome) {
        SummaryTables summary = outcome.tables();
        List<Table> tables = new ArrayList<>(List.of(
                summary.billed(),
                summary.byCategory(),
                summary.topJobs(TOP),
                summary.coverage(),
                summary.idle(TOP),
                summary.unattributed()));
        if (!summary.unpriced().rows().isEmpty()) {
            tables.add(summary.unpriced());
        }
        tables.add(summary.run(outcome.files()));
        return tables;
    }
}
