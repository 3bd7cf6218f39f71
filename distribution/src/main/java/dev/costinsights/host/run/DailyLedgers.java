package dev.costinsights.host.run;

import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.attribution.AttributionResult;
import dev.costinsights.core.attribution.IdlePolicy;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.Config;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.host.Version;
import dev.costinsights.host.config.HostKeys;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.daily.DayLedgers;
import dev.costinsights.host.ledger.LedgerFiles;
import dev.costinsights.host.ledger.LedgerFormat;
import dev.costinsights.host.plugin.PluginDirectory;
import dev.costinsights.host.store.FactView;
import dev.costinsights.host.store.Sha256;
import dev.costinsights.host.store.Store;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The ledger of single days, computed by the host's engine. */
public final class DailyLedgers {

    private static final Duration SETTLE_HORIZON = Duration.ofDays(3);

    private final Settings settings;
    private final Clock clock;
    private final PluginDirectory plugins;
    private final PluginPolicy policy;
    private final Progress progress;

    @Inject
    DailyLedgers(Settings settings, Clock clock, PluginDirectory plugins, PluginPolicy policy, Progress progress) {
        this.settings = settings;
        this.clock = clock;
        this.plugins = plugins;
        this.policy = policy;
        this.progress = progress;
    }

    /** Something to do with them. */
    interface Work<T> {
        T run(DayLedgers ledgers) throws InterruptedException;
    }

    /** Does something with the days of a store; the engine is there as long as that takes. */
    <T> T with(Store store, Work<T> work) throws InterruptedException {
        try (FactView view = FactView.of(store);
                PreparedEngine engine = PreparedEngine.of(
                        settings.with(StoreLedger.FROM, view.path(), "the store"),
                        clock,
                        plugins,
                        policy,
                        source -> source)) {
            progress.phase("days of the ledger computed");
            long[] days = {0};
            return work.run(new DayLedgers(
                    store,
                    view,
                    (window, asOf, folder) -> {
                        long rows = attribute(engine, window, asOf, folder);
                        if (store.isLeased()) {
                            store.renew();
                        }
                        progress.reach(++days[0]);
                        return rows;
                    },
                    horizon(),
                    options()));
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

    private long attribute(PreparedEngine engine, TimeSpan window, Instant asOf, Path folder)
            throws InterruptedException {
        AttributionOptions.Builder options = AttributionOptions.builder(window)
                .currency(settings.host().string(HostKeys.ATTRIBUTION_CURRENCY).orElse(null))
                .idlePolicy(idle())
                .settleHorizon(horizon())
                .asOf(asOf)
                .spillFolder(engine.temporary());
        try (LedgerFiles files = LedgerFiles.in(folder, LedgerFormat.PARQUET)) {
            AttributionResult result = engine.insights().attribute(options.build(), files);
            files.publish(result);
            return result.ledgerRows();
        }
    }
}
