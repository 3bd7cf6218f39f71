package dev.costinsights.host.run;

import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.attribution.AttributionResult;
import dev.costinsights.core.attribution.LedgerSink;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.CostSource;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.daily.DayLedgers;
import dev.costinsights.host.estimate.DayBills;
import dev.costinsights.host.facts.FactListener;
import dev.costinsights.host.ledger.LedgerFiles;
import dev.costinsights.host.ledger.LedgerFormat;
import dev.costinsights.host.plugin.PluginDirectory;
import dev.costinsights.host.plugin.PreparedPlugins;
import dev.costinsights.host.plugin.WrappedSource;
import dev.costinsights.host.recording.KeptRecordings;
import dev.costinsights.host.store.FactView;
import dev.costinsights.host.store.LedgerDay;
import dev.costinsights.host.store.Store;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The ledger of single days, computed by the host's engine. */
public final class DailyLedgers {

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
                        source -> repeatable(source, listener),
                        Recordings.of(new KeptRecordings(view.path())),
                        Optional.empty())) {
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
                    settings.settleHorizon(),
                    DayOptions.hash(settings, engine.plugins())));
            if (bills.isPresent()) {
                bills.get()
                        .finish(store.ledgerDays().stream().map(LedgerDay::date).collect(Collectors.toSet()));
            }
            return outcome;
        } catch (SQLException e) {
            throw StoreEstimates.failed(e);
        }
    }

    /**
     * Days of which the ledger is not what a store's facts, the settings and the plugins of now give.
     *
     * @throws CostInsightsException when the settings are wrong
     */
    List<LocalDate> dirty(Store store) {
        PreparedPlugins prepared = PreparedPlugins.of(plugins.loaded(), settings, clock, UnaryOperator.identity());
        prepared.discard();
        return DayLedgers.dirty(store, settings.settleHorizon(), DayOptions.hash(settings, prepared.installed()));
    }

    /** Other sources bring nothing: a day that is kept must come out the same when it is computed again. */
    private static CostSource repeatable(CostSource source, FactListener listener) {
        return DayOptions.isRepeatable(source)
                ? WatchedSource.of(source, Progress.hidden(), listener)
                : WrappedSource.of(source, (request, facts) -> {});
    }

    private AttributionOptions options(TimeSpan window, Instant asOf, Instant evidenceEnd, Path temporary) {
        return AttributionOptions.builder(window)
                .currency(settings.currency().orElse(null))
                .idlePolicy(DayOptions.idle(settings))
                .settleHorizon(settings.settleHorizon())
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
