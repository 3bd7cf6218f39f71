package dev.costinsights.host.cli;

import com.google.inject.Injector;
import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.attribution.IdlePolicy;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.Config;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.host.config.HostKeys;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.ledger.LedgerFormat;
import dev.costinsights.host.report.SummaryTables;
import dev.costinsights.host.report.Table;
import dev.costinsights.host.run.Attribution;
import dev.costinsights.host.run.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code attribute}: exported system tables in, a ledger out. */
@Command(
        name = "attribute",
        sortOptions = false,
        description = "Attributes a bill: exported system tables in, a ledger that equals the bill out.")
final class AttributeCommand implements Callable<Integer> {

    static final String FROM_KEY = "systemtables.from";
    static final String PRICES_KEY = "systemtables.prices";

    private static final Duration SETTLE_HORIZON = Duration.ofDays(3);

    private final Session session;

    @Option(names = "--from", paramLabel = "DIR", description = "folder with <schema>/<table> as parquet, jsonl or csv")
    private Path from;

    @Option(
            names = "--start",
            paramLabel = "DATE",
            required = true,
            converter = MomentConverter.class,
            description = "usage that starts then or later, UTC; 2026-10-01 or 2026-10-01T00:00:00Z")
    private Instant start;

    @Option(
            names = "--end",
            paramLabel = "DATE",
            required = true,
            converter = MomentConverter.class,
            description = "usage that starts before then")
    private Instant end;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "folder for ledger and reconciliation")
    private Path out;

    @Option(names = "--format", paramLabel = "parquet|csv|jsonl", description = "of both files; default parquet")
    private LedgerFormat format;

    @Option(
            names = "--idle",
            paramLabel = "SHOW|WEIGHTED|EVEN|OWNER|CAUSER",
            description = "on whom idle cost is laid, in its own column; default SHOW")
    private IdlePolicy idle;

    @Option(names = "--prices", paramLabel = "FILE", description = "contract prices and discounts")
    private Path prices;

    @Option(
            names = "--currency",
            paramLabel = "CODE",
            converter = CurrencyConverter.class,
            description = "the only currency to price in")
    private String currency;

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            converter = MomentConverter.class,
            description = "moment of knowledge; default the end of the newest ingestion_date")
    private Instant asOf;

    AttributeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = session.settings()
                .with(FROM_KEY, from == null ? null : from.toAbsolutePath(), "--from")
                .with(PRICES_KEY, prices == null ? null : prices.toAbsolutePath(), "--prices");
        if (!end.isAfter(start)) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "--end " + end + " is not later than --start " + start + "; swap or correct");
        }
        if (settings.plugin("systemtables").string("from").isEmpty()) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "where are the exported tables? Name their folder with --from DIR, or with the setting "
                            + FROM_KEY);
        }
        Config host = settings.host();
        AttributionOptions.Builder options = AttributionOptions.builder(TimeSpan.of(start, end))
                .idlePolicy(
                        idle != null
                                ? idle
                                : session.choice(IdlePolicy.class, HostKeys.ATTRIBUTION_IDLE, IdlePolicy.SHOW))
                .currency(
                        currency != null
                                ? currency
                                : host.string(HostKeys.ATTRIBUTION_CURRENCY).orElse(null))
                .asOf(asOf)
                .settleHorizon(host.duration(HostKeys.ATTRIBUTION_SETTLE_HORIZON, SETTLE_HORIZON));
        LedgerFormat written = format != null
                ? format
                : session.choice(LedgerFormat.class, HostKeys.ATTRIBUTION_FORMAT, LedgerFormat.PARQUET);
        Attribution.Outcome outcome = run(settings, options, written);
        session.print(tables(outcome));
        return ExitCode.DONE;
    }

    private Attribution.Outcome run(Settings settings, AttributionOptions.Builder options, LedgerFormat written)
            throws InterruptedException {
        try (Progress progress = session.progress()) {
            Injector injector = session.host(settings, progress);
            try {
                return injector.getInstance(Attribution.class).run(options, out, written);
            } finally {
                Session.close(injector);
            }
        }
    }

    private static List<Table> tables(Attribution.Outcome outcome) {
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
