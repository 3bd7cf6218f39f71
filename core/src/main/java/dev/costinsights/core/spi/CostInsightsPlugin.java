package dev.costinsights.core.spi;

/**
 * The entry point of a plugin: a final class with a public constructor without arguments that does nothing, named in
 * {@code META-INF/services/dev.costinsights.core.spi.CostInsightsPlugin}.
 *
 * <p>The engine calls {@link #install} once, from the thread that builds the engine, with the plugin's own class loader
 * as context class loader, and before anything that the plugin registers is used.
 */
public interface CostInsightsPlugin {

    /** The plugin's name, {@code [a-z][a-z0-9-]{1,39}}; also the section of the configuration that it reads. */
    String id();

    /**
     * Reads the configuration and registers what the plugin brings. No network I/O; nothing that may block.
     *
     * @throws CostInsightsException of kind {@link ErrorCode#CONFIGURATION} when the configuration is wrong
     */
    void install(PluginContext context);
}
