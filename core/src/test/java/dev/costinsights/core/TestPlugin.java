package dev.costinsights.core;

import dev.costinsights.core.spi.CostInsightsPlugin;
import dev.costinsights.core.spi.PluginContext;
import java.util.function.Consumer;

/** A plugin of which a test says what it does when it is installed. */
record TestPlugin(String id, Consumer<PluginContext> installation) implements CostInsightsPlugin {

    @Override
    public void install(PluginContext context) {
        installation.accept(context);
    }
}
