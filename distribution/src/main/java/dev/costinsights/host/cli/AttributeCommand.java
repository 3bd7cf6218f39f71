package dev.costinsights.host.cli;

import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.ledger.LedgerFormat;
import dev.costinsights.host.report.SummaryTables;
import dev.costinsights.host.report.Table;
import dev.costinsights.host.run.Attribution;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code attribute}: exported system tables in, a ledger out. */
@Command(
        name = "attribute",
        sortOptions = false,
        description = "Attributes a bill: exported system tables in, a ledger that equals the bill out.")
final class AttributeCommand implements Callable<Integer> {

    static final String FROM_KEY = "systemtables.from";

    private final Session session;

    @Option(names = "--from", paramLabel = "DIR", description = "folder with <schema>/<table> as parquet, jsonl or csv")
    private Path from;

    @Mixin
    private AttributionChoices choices;

    AttributeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        Settings settings =
                choices.settings(session).with(FROM_KEY, from == null ? null : from.toAbsolutePath(), "--from");
        TimeSpan window = choices.window();
        if (settings.plugin("systemtables").string("from").isEmpty()) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "where are the exported tables? Name their folder with --from DIR, or with the setting "
                            + FROM_KEY);
        }
        Attribution.Outcome outcome = run(settings, choices.options(session), choices.format(session));
        session.print(tables(outcome));
        LedgerHints.of(outcome, window, Set.of()).forEach(session::note);
        return ExitCode.DONE;
    }

    private Attribution.Outcome run(Settings settings, AttributionOptions.Builder options, LedgerFormat written)
            throws InterruptedException {
        return session.inHost(
                settings, host -> host.getInstance(Attribution.class).run(options, choices.out, written));
    }

    static List<Table> tables(Attribution.Outcome outcome) {
        SummaryTables summary = outcome.tables();
        List<Table> tables = new ArrayList<>(List.of(summary.billed(), summary.byCategory(), summary.coverage()));
        for (Table table : List.of(summary.unattributed(), summary.unpriced())) {
            if (!table.rows().isEmpty()) {
                tables.add(table);
            }
        }
        tables.add(summary.run(outcome.files()));
        return tables;
    }
}
