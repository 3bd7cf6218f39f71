package dev.costinsights.host.plugin;

import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.CostSource;
import dev.costinsights.core.spi.FactSink;

/** A plugin's source, run as the plugin, with everything that it throws by mistake named as its bug. */
final class GuardedSource implements CostSource {

    private final InstalledPlugin plugin;
    private final CostSource source;
    private final String name;

    GuardedSource(InstalledPlugin plugin, CostSource source) {
        this.plugin = plugin;
        this.source = source;
        this.name = source.name();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void collect(CollectionRequest request, FactSink facts) throws InterruptedException {
        InPlugin.guarded(plugin, () -> {
            source.collect(request, facts);
            return null;
        });
    }
}
