package dev.costinsights.plugin.bundles;

import dev.costinsights.core.spi.Config;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.CostInsightsPlugin;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.PluginContext;
import dev.costinsights.plugin.bundles.links.LinksSettings;
import dev.costinsights.plugin.bundles.links.LinksSource;
import dev.costinsights.plugin.bundles.tagging.BundlePropagator;

/**
 * Asset bundles: tags for their files, and links from jobs and pipelines to them.
 *
 * <p>Settings, all in the section {@code bundles}:
 *
 * <ul>
 *   <li>{@code links}: read from the workspace which job and pipeline came from which bundle, {@code false} by default;
 *       with {@code links_host}, {@code links_profile}, {@code links_workspace_id}, {@code links_metadata} (the files in
 *       users' folders too, {@code true} by default) and {@code links_calls_per_second}, 10 by default.
 * </ul>
 */
public final class BundlesPlugin implements CostInsightsPlugin {

    /** Does nothing, as the SPI asks for. */
    public BundlesPlugin() {}

    @Override
    public String id() {
        return "bundles";
    }

    @Override
    public void install(PluginContext context) {
        Config config = context.config();
        boolean links = config.flag("links", false);
        LinksSettings settings = LinksSettings.of(config);
        context.register(new BundlePropagator());
        if (links && hasSdk()) {
            WithSdk.install(context, settings);
        } else if (links) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "setting bundles.links needs the Databricks SDK, which is not on the class path; add"
                            + " com.databricks:databricks-sdk-java or remove the setting");
        }
    }

    private static boolean hasSdk() {
        try {
            Class.forName("com.databricks.sdk.WorkspaceClient", false, BundlesPlugin.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** What cannot be loaded without the SDK. */
    private static final class WithSdk {

        static void install(PluginContext context, LinksSettings settings) {
            context.register(new LinksSource(settings));
        }
    }
}
