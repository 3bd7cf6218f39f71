package dev.costinsights.core.spi;

import dev.costinsights.core.tracking.ExecutionRecorder;
import java.time.Clock;

/** What a plugin gets while it is installed. Implemented by the engine only; may grow. */
public interface PluginContext {

    /** The plugin's own section. A key in it that nobody reads is a start-up error. */
    Config config();

    /** The only source of "now". */
    Clock clock();

    /** Where wrapped clients report what they launched. */
    ExecutionRecorder recorder();

    void register(CostSource source);

    void register(TableSource source);

    void register(TagPropagator<?> propagator);

    /** Closes the resource when the engine is closed, in reverse order of registration. */
    void closeOnShutdown(AutoCloseable resource);
}
