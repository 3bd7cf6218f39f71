package dev.costinsights.plugin.systemtables;

import dev.costinsights.core.context.AttributionScope;
import dev.costinsights.core.spi.Config;
import dev.costinsights.core.spi.ContextProvider;
import dev.costinsights.core.spi.CostSource;
import dev.costinsights.core.spi.ExecutionSettler;
import dev.costinsights.core.spi.PluginContext;
import dev.costinsights.core.spi.TableSource;
import dev.costinsights.core.spi.TagPropagator;
import dev.costinsights.core.tracking.ExecutionRecorder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The plugin, installed with some settings. */
final class InstalledSource implements PluginContext {

    private final Config config;
    private final List<CostSource> sources = new ArrayList<>();

    InstalledSource(Map<String, String> settings) {
        this.config = Config.of(settings);
        new SystemTablesPlugin().install(this);
    }

    List<CostSource> sources() {
        return sources;
    }

    CostSource only() {
        if (sources.size() != 1) {
            throw new AssertionError(sources.size() + " sources");
        }
        return sources.get(0);
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    public Clock clock() {
        return Clock.fixed(Instant.parse("2026-11-02T00:00:00Z"), ZoneOffset.UTC);
    }

    @Override
    public void register(CostSource source) {
        sources.add(source);
    }

    @Override
    public ExecutionRecorder recorder() {
        return ExecutionRecorder.NONE;
    }

    @Override
    public AttributionScope scope() {
        throw new AssertionError("the plugin only reads");
    }

    @Override
    public void register(TableSource registered) {}

    @Override
    public void register(ContextProvider provider) {
        throw new AssertionError("the plugin only reads");
    }

    @Override
    public void register(ExecutionSettler settler) {
        throw new AssertionError("the plugin only reads");
    }

    @Override
    public void register(TagPropagator<?> propagator) {
        throw new AssertionError("the plugin only reads");
    }

    @Override
    public void closeOnShutdown(AutoCloseable resource) {
        throw new AssertionError("nothing is open between two collections");
    }
}
