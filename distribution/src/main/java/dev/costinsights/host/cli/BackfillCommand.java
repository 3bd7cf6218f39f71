package dev.costinsights.host.cli;

import com.google.inject.Injector;
import dev.costinsights.core.CostInsights;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.host.backfill.Backfill;
import dev.costinsights.host.backfill.BackfillOptions;
import dev.costinsights.host.backfill.BackfillResult;
import dev.costinsights.host.files.DisposableFolder;
import dev.costinsights.host.report.Cell;
import dev.costinsights.host.report.Table;
import dev.costinsights.host.run.EngineFactory;
import dev.costinsights.host.run.HostModule;
import dev.costinsights.host.run.Progress;
import dev.costinsights.host.store.FactStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code backfill}: system tables into the store. */
@Command(
        name = "backfill",
        sortOptions = false,
        description = "Reads system tables into the store; run it again to bring the store up to date.")
final class BackfillCommand implements Callable<Integer> {

    private final Session session;

    @Option(
            names = "--start",
            paramLabel = "DATE",
            required = true,
            converter = MomentConverter.class,
            description = "first day of usage, UTC")
    private Instant start;

    @Option(
            names = "--end",
            paramLabel = "DATE",
            required = true,
            converter = MomentConverter.class,
            description = "the day after the last one")
    private Instant end;

    @Mixin
    private StoreOptions store;

    BackfillCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        LocalDate first = LocalDate.ofInstant(start, ZoneOffset.UTC);
        LocalDate last = LocalDate.ofInstant(end.minusNanos(1), ZoneOffset.UTC).plusDays(1);
        if (!last.isAfter(first)) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "--end " + end + " is not later than --start " + start + "; swap or correct");
        }
        BackfillResult result =
                run(BackfillOptions.of(first, last, session.settings().host()));
        session.print(tables(result));
        if (result.gaps().isEmpty()) {
            return ExitCode.DONE;
        }
        session.hint("The store is partial; see what keeps the rest out, and what to do:", "cost-insights doctor");
        return ExitCode.PARTIAL;
    }

    private BackfillResult run(BackfillOptions options) throws InterruptedException {
        try (Progress progress = session.progress();
                DisposableFolder temporary = EngineFactory.temporaryFolder()) {
            Injector host = session.host(session.settings(), progress);
            try (CostInsights insights =
                    host.getInstance(EngineFactory.class).build(session.settings(), temporary.path())) {
                if (insights.tableSources().isEmpty()) {
                    throw new CostInsightsException(
                            ErrorCode.CONFIGURATION,
                            "no plugin knows a workspace to read from; set DATABRICKS_HOST, a login such as "
                                    + "DATABRICKS_TOKEN, and COST_INSIGHTS_DATABRICKS_WAREHOUSE_ID");
                }
                try (FactStore facts = store.open(session)) {
                    return new Backfill(facts, insights.tableSources(), HostModule.clock(), progress).run(options);
                }
            } finally {
                Session.close(host);
            }
        }
    }

    private static List<Table> tables(BackfillResult result) {
        List<Table> tables = new ArrayList<>();
        tables.add(Table.of("backfill", "Backfill", "slices", "changed", "rows", "gaps")
                .row(
                        Cell.count(result.slices()),
                        Cell.count(result.changed()),
                        Cell.count(result.rows()),
                        Cell.count(result.gaps().size()))
                .build());
        add(tables, "gaps", "Not read, and missed", result.gaps());
        add(tables, "notes", "Not read, and not needed", result.notes());
        return tables;
    }

    private static void add(List<Table> tables, String key, String title, List<BackfillResult.Gap> gaps) {
        if (!gaps.isEmpty()) {
            Table.Builder table = Table.of(key, title, "what", "reason");
            gaps.forEach(gap -> table.row(Cell.text(gap.what()), Cell.text(gap.reason())));
            tables.add(table.build());
        }
    }
}
