package dev.costinsights.host.run;

import dev.costinsights.core.tracking.ExecutionKeeper;
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
     * Begins at once, on a daemon thread, and does it again and again until it is closed. Nothing that goes wrong ends it;
     * the log says what does.
     *
     * @param recordings where executions rest
     * @param keeper gets the ends; must bear calls of several threads
     * @param every how long to rest in between
     */
    public SettlingThread start(DataSource recordings, ExecutionKeeper keeper, Duration every, MeterRegistry metrics) {
        return SettlingThread.start(
                recordings,
                keeper,
                every,
                clock,
                metrics,
                recorder -> PreparedEngine.of(
                        settings,
                        clock,
                        plugins,
                        policy,
                        UnaryOperator.identity(),
                        Optional.of(recordings),
                        Optional.of(recorder)));
    }
}
