package dev.costinsights.core.oracle;

import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.CostInsightsPlugin;
import dev.costinsights.core.spi.CostSource;
import dev.costinsights.core.spi.FactSink;
import dev.costinsights.core.spi.PluginContext;

/**
 * A plugin whose only source brings a bill.
 *
 * @param id of the plugin and name of the source
 */
record BillSource(String id, Bill bill) implements CostInsightsPlugin, CostSource {

    @Override
    public void install(PluginContext context) {
        context.register(this);
    }

    @Override
    public String name() {
        return id;
    }

    @Override
    public void collect(CollectionRequest request, FactSink facts) {
        bill.deliver(facts);
    }
}
