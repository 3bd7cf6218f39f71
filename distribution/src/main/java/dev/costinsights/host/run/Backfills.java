package dev.costinsights.host.run;

import dev.costinsights.core.spi.Config;
import dev.costinsights.host.config.HostKeys;
import dev.costinsights.host.config.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Keeps the store up to date while the host serves. */
public final class Backfills {

    private static final int DAYS = 30;
    private static final int MOST_DAYS = 3_650;

    private final Settings settings;
    private final Clock clock;
    private final BackfillRunner runner;

    @Inject
    Backfills(Settings settings, Clock clock, BackfillRunner runner) {
        this.settings = settings;
        this.clock = clock;
        this.runner = runner;
    }

    /** Begins at once, and does it again and again until it is closed; empty where {@code backfill.every} is not set. */
    public Optional<RunningBackfills> start(MeterRegistry metrics) {
        Config host = settings.host();
        Duration every = host.duration(HostKeys.BACKFILL_EVERY, Duration.ZERO);
        int days = days(host);
        return every.isZero()
                ? Optional.empty()
                : Optional.of(RunningBackfills.start(new BackfillWork(runner, clock, days, metrics), every));
    }

    static int days(Config host) {
        return Math.toIntExact(host.integer(HostKeys.BACKFILL_DAYS, DAYS, 1, MOST_DAYS));
    }
}
