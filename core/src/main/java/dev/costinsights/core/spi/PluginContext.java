package dev.costinsights.core.spi;

import dev.costinsights.core.context.AttributionScope;
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

    /** What runs now, for carriers that come to the plugin by another way than through a propagator. */
    AttributionScope scope();

    void register(CostSource source);

    void register(TableSource source);

    void register(TagPropagator<?> propagator);

    void register(ContextProvider provider);

    void register(ExecutionSettler settler);

    /** Closes the resource when the engine is closed, in reverse order of registration. */
    void closeOnShutdown(AutoCloseable resource);
}
