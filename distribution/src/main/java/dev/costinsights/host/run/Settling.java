package dev.costinsights.host.run;

import dev.costinsights.core.tracking.ExecutionKeeper;
import dev.costinsights.host.config.HostKeys;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.plugin.PluginDirectory;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** Finds out, through the host's plugins, how executions ended that were handed over without an end. */
public final class Settling {

    private static final Duration EVERY = Duration.ofMinutes(5);

    private final Settings settings;
    private final Clock clock;
    private final PluginDirectory plugins;
    private final PluginPolicy policy;

    @Inject
    Settling(Settings settings, Clock clock, PluginDirectory plugins, PluginPolicy policy) {
        this.settings = settings;
        this.clock = clock;
        this.plugins = plugins;
        this.policy = policy;
    }

    /**
     * Begins at once, and does it again every {@code recording.settle_every} until it is closed; empty where that is 0. The
     * log says what goes wrong.
     *
     * @param recordings where executions rest
     * @param keeper gets the ends; must bear calls of several threads
     */
    public Optional<RepeatedWork> start(DataSource recordings, ExecutionKeeper keeper, MeterRegistry metrics) {
        Duration every = settings.host().duration(HostKeys.RECORDING_SETTLE_EVERY, EVERY);
        if (every.isZero()) {
            return Optional.empty();
        }
        SettlingWork work = new SettlingWork(
                recordings,
                keeper,
                clock,
                metrics,
                recorder -> PreparedEngine.of(
                        settings,
                        clock,
                        plugins,
                        policy,
                        UnaryOperator.identity(),
                        Recordings.of(recordings),
                        Optional.of(recorder)));
        return Optional.of(RepeatedWork.start("cost-insights-settling", every, work));
    }
}
