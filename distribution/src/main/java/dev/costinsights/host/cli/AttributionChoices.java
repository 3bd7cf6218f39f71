package dev.costinsights.host.cli;

import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.attribution.IdlePolicy;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.host.config.HostKeys;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.ledger.LedgerFormat;
import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that decide what a ledger says, wherever its facts come from. */
final class AttributionChoices {

    private static final String PRICES_KEY = "systemtables.prices";

    @Mixin
    private WindowChoice window;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "folder for ledger and reconciliation")
    Path out;

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

    /** @throws CostInsightsException when it has no length */
    TimeSpan window() {
        return window.window();
    }

    /** The window as options, to be copied. */
    String windowText() {
        return window.text();
    }

    /** The session's settings, with what flags decide. */
    Settings settings(Session session) {
        return session.settings().with(PRICES_KEY, prices == null ? null : prices.toAbsolutePath(), "--prices");
    }

    AttributionOptions.Builder options(Session session) {
        return AttributionOptions.builder(window())
                .idlePolicy(
                        idle != null
                                ? idle
                                : session.settings()
                                        .choice(IdlePolicy.class, HostKeys.ATTRIBUTION_IDLE, IdlePolicy.SHOW))
                .currency(
                        currency != null
                                ? currency
                                : session.settings().currency().orElse(null))
                .asOf(asOf)
                .settleHorizon(session.settings().settleHorizon());
    }

    LedgerFormat format(Session session) {
        return format != null
                ? format
                : session.settings().choice(LedgerFormat.class, HostKeys.ATTRIBUTION_FORMAT, LedgerFormat.PARQUET);
    }
}
