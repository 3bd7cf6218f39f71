package dev.costinsights.plugin.pipelines;

import dev.costinsights.core.spi.Config;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.CostInsightsPlugin;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.PluginContext;
import dev.costinsights.plugin.pipelines.launch.Channels;
import dev.costinsights.plugin.pipelines.launch.PipelinesPropagator;
import dev.costinsights.plugin.pipelines.updates.UpdatesClient;
import dev.costinsights.plugin.pipelines.updates.UpdatesSettings;
import dev.costinsights.plugin.pipelines.updates.UpdatesSource;

/**
 * Pipelines and their updates. What it does to a client needs the Databricks SDK, which whoever has a client has too;
 * without it the plugin does nothing.
 *
 * <p>Settings, all in the section {@code pipelines}:
 *
 * <ul>
 *   <li>{@code tags}: tags of pipelines and custom tags of their clusters, {@code true} by default.
 *   <li>{@code recording}: events to the recorder, {@code true} by default.
 *   <li>{@code updates}: read pipelines and updates as a source, {@code false} by default; with {@code updates_host},
 *       {@code updates_profile}, {@code updates_workspace_id}, {@code updates_reach}, 7d by default, and
 *       {@code updates_calls_per_second}, 10 by default.
 * </ul>
 */
public final class PipelinesPlugin implements CostInsightsPlugin {

    /** Does nothing, as the SPI asks for. */
    public PipelinesPlugin() {}

    @Override
    public String id() {
        return "pipelines";
    }

    @Override
    public void install(PluginContext context) {
        Config config = context.config();
        Channels channels = new Channels(config.flag("tags", true), config.flag("recording", true));
        boolean updates = config.flag("updates", false);
        UpdatesSettings settings = UpdatesSettings.of(config);
        if (hasSdk()) {
            WithSdk.install(context, channels, settings, updates);
        } else if (updates) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "setting pipelines.updates needs the Databricks SDK, which is not on the class path; add"
                            + " com.databricks:databricks-sdk-java or remove the setting");
        }
    }

    private static boolean hasSdk() {
        try {
            Class.forName("com.databricks.sdk.WorkspaceClient", false, PipelinesPlugin.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** What cannot be loaded without the SDK. */
    private static final class WithSdk {

        static void install(PluginContext context, Channels channels, UpdatesSettings settings, boolean updates) {
            PipelinesPropagator propagator = new PipelinesPropagator(context.recorder(), context.clock(), channels);
            context.register(propagator);
            context.register(propagator.settler(() -> UpdatesClient.open(settings)));
            if (updates) {
                context.register(new UpdatesSource(settings, context.clock()));
            }
        }
    }
}
