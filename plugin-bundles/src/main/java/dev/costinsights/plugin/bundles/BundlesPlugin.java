package dev.costinsights.plugin.bundles;

import dev.costinsights.core.spi.CostInsightsPlugin;
import dev.costinsights.core.spi.PluginContext;
import dev.costinsights.plugin.bundles.tagging.BundlePropagator;

/** Asset bundles: tags for their files. */
public final class BundlesPlugin implements CostInsightsPlugin {

    /** Does nothing, as the SPI asks for. */
    public BundlesPlugin() {}

    @Override
    public String id() {
        return "bundles";
    }

    @Override
    public void install(PluginContext context) {
        context.register(new BundlePropagator());
    }
}
