package dev.costinsights.host.run;

import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.attribution.AttributionResult;
import dev.costinsights.core.attribution.IdlePolicy;
import dev.costinsights.core.attribution.LedgerSink;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.Config;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.host.Version;
import dev.costinsights.host.config.HostKeys;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.daily.DayLedgers;
import dev.costinsights.host.estimate.DayBills;
import dev.costinsights.host.estimate.FactListener;
import dev.costinsights.host.ledger.LedgerFiles;
import dev.costinsights.host.ledger.LedgerFormat;
import dev.costinsights.host.plugin.PluginDirectory;
import dev.costinsights.host.store.FactView;
import dev.costinsights.host.store.LedgerDay;
import dev.costinsights.host.store.Sha256;
import dev.costinsights.host.store.Store;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The ledger of single days, computed by the host's engine. */
public final class DailyLedgers {

    private static final Duration SETTLE_HORIZON = Duration.ofDays(3);

    private final Settings settings;
    private final Clock clock;
    private final PluginDirectory plugins;
    private final PluginPolicy policy;
    private final Progress progress;
    private final StoreEstimates estimates;

    @Inject
    DailyLedgers(
            Settings settings,
            Clock clock,
            PluginDirectory plugins,
            PluginPolicy policy,
            Progress progress,
            StoreEstimates estimates) {
        this.settings = settings;
        this.clock = clock;
        this.plugins = plugins;
        this.policy = policy;
        this.progress = progress;
        this.estimates = estimates;
    }

    /** Something to do with them. */
    interface Work<T> {
        T run(DayLedgers ledgers) throws InterruptedException;
    }

    /**
     * Does something with the days of a store; the engine is there as long as that takes. What is computed to be kept is
     * noted for estimates too.
     */
    <T> T with(Store store, Work<T> work) throws InterruptedException {
        Optional<DayBills> bills = store.isLeased() ? Optional.of(estimates.dayBills()) : Optional.empty();
        FactListener listener = bills.<FactListener>map(noted -> noted).orElse(FactListener.NONE);
        try (FactView view = FactView.of(store);
                PreparedEngine engine = PreparedEngine.of(
                        settings.with(StoreLedger.FROM, view.path(), "the store"),
                        clock,
                        plugins,
                        policy,
                        source -> new WatchedSource(source, Progress.hidden(), listener))) {
            progress.phase("days of the ledger computed");
            long[] days = {0};
            T outcome = work.run(new DayLedgers(
                    store,
                    view,
                    (window, asOf, evidenceEnd, folder) -> {
                        long rows = attribute(
                                engine, bills, options(window, asOf, evidenceEnd, engine.temporary()), folder);
                        if (store.isLeased()) {
                            store.renew();
                        }
                        progress.reach(++days[0]);
                        return rows;
                    },
                    horizon(),
                    options()));
            if (bills.isPresent()) {
                bills.get()
                        .finish(store.ledgerDays().stream().map(LedgerDay::date).collect(Collectors.toSet()));
            }
            return outcome;
        } catch (SQLException e) {
            throw StoreEstimates.failed(e);
        }
    }

    /** How old usage must be to be settled. */
    Duration horizon() {
        return settings.host().duration(HostKeys.ATTRIBUTION_SETTLE_HORIZON, SETTLE_HORIZON);
    }

    /** All that decides a ledger beside the facts and the horizon. */
    String options() {
        Config host = settings.host();
        Optional<String> prices = settings.plugin("systemtables").string("prices");
        try {
            return Version.name()
                    + ' '
                    + host.string(HostKeys.ATTRIBUTION_IDLE).orElse("")
                    + ' '
                    + host.string(HostKeys.ATTRIBUTION_CURRENCY).orElse("")
                    + ' '
                    + (prices.isPresent() ? Sha256.of(Path.of(prices.get())) : "");
        } catch (IOException e) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "the price file " + prices.get() + " cannot be read: " + e.getMessage(),
                    e);
        }
    }

    private IdlePolicy idle() {
        String name =
                settings.host().string(HostKeys.ATTRIBUTION_IDLE).orElse("SHOW").trim();
        for (IdlePolicy policyOfIdle : IdlePolicy.values()) {
            if (policyOfIdle.name().equalsIgnoreCase(name)) {
                return policyOfIdle;
            }
        }
        throw new CostInsightsException(
                ErrorCode.CONFIGURATION,
                settings.origin(HostKeys.ATTRIBUTION_IDLE) + ' ' + HostKeys.ATTRIBUTION_IDLE + " is '" + name
                        + "'; it must be one of " + List.of(IdlePolicy.values()));
    }

    private AttributionOptions options(TimeSpan window, Instant asOf, Instant evidenceEnd, Path temporary) {
        return AttributionOptions.builder(window)
                .currency(settings.host().string(HostKeys.ATTRIBUTION_CURRENCY).orElse(null))
                .idlePolicy(idle())
                .settleHorizon(horizon())
                .asOf(asOf)
                .evidenceEnd(evidenceEnd)
                .spillFolder(temporary)
                .build();
    }

    private long attribute(PreparedEngine engine, Optional<DayBills> bills, AttributionOptions options, Path folder)
            throws InterruptedException {
        try (LedgerFiles files = LedgerFiles.in(folder, LedgerFormat.PARQUET)) {
            if (bills.isPresent()) {
                bills.get()
                        .begin(LocalDate.ofInstant(
                                TimeSpan.instant(options.window().startMicros()), ZoneOffset.UTC));
            }
            LedgerSink sink = bills.<LedgerSink>map(noted -> row -> {
                        files.row(row);
                        noted.row(row);
                    })
                    .orElse(files);
            AttributionResult result = engine.insights().attribute(options, sink);
            files.publish(result);
            if (bills.isPresent()) {
                // Before the store has the day: if that fails, the day comes again.
                bills.get().note();
            }
            return result.ledgerRows();
        } catch (SQLException e) {
            throw StoreEstimates.failed(e);
        }
    }
}
