package dev.costinsights.host.run;

import dev.costinsights.core.attribution.IdlePolicy;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.host.config.HostKeys;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.ledger.LedgerFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Reads the host's settings as those do who need them, so that a wrong value is found before somebody needs it. */
final class HostSettingsCheck {

    private static final List<String> DURATIONS = List.of(
            HostKeys.ATTRIBUTION_SETTLE_HORIZON,
            HostKeys.RECORDING_SETTLE_EVERY,
            HostKeys.RECORDING_KEEP,
            HostKeys.BACKFILL_SLICE_TIMEOUT,
            HostKeys.BACKFILL_SETTLE,
            HostKeys.BACKFILL_EVERY);

    private static final List<String> FLAGS = List.of(HostKeys.CLI_PROGRESS, HostKeys.PLUGINS_STRICT);

    private final Settings settings;
    private final Map<String, Consumer<String>> readers;

    HostSettingsCheck(Settings settings) {
        this.settings = settings;
        this.readers = readers(settings);
    }

    private static Map<String, Consumer<String>> readers(Settings settings) {
        Map<String, Consumer<String>> readers = DURATIONS.stream()
                .collect(Collectors.toMap(
                        key -> key, key -> name -> settings.host().duration(name, Duration.ZERO)));
        FLAGS.forEach(key -> readers.put(key, name -> settings.host().flag(name, true)));
        readers.put(HostKeys.SERVER_PORT, name -> settings.host().integer(name, 0, 0, 65_535));
        readers.put(HostKeys.BACKFILL_PARALLEL, name -> BackfillRunner.parallel(settings.host()));
        readers.put(HostKeys.BACKFILL_DAYS, name -> Backfills.days(settings.host()));
        readers.put(HostKeys.ATTRIBUTION_CURRENCY, name -> settings.currency());
        readers.put(HostKeys.ATTRIBUTION_IDLE, name -> settings.choice(IdlePolicy.class, name, IdlePolicy.SHOW));
        readers.put(
                HostKeys.ATTRIBUTION_FORMAT, name -> settings.choice(LedgerFormat.class, name, LedgerFormat.PARQUET));
        return readers;
    }

    /** What is wrong with the value of a setting, if anything. */
    Optional<String> problem(String key) {
        Consumer<String> reader = readers.get(key);
        if (reader == null || settings.host().string(key).isEmpty()) {
            return Optional.empty();
        }
        try {
            reader.accept(key);
            return Optional.empty();
        } catch (CostInsightsException e) {
            return Optional.of(e.getMessage());
        }
    }
}
