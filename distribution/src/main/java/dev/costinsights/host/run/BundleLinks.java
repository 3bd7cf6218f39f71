package dev.costinsights.host.run;

import dev.costinsights.core.CostInsights;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.CostSource;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.facts.FactListener;
import dev.costinsights.host.plugin.InstalledPlugin;
import dev.costinsights.host.plugin.PluginDirectory;
import dev.costinsights.host.plugin.PreparedPlugins;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Asks the plugin for bundles, and nobody else, what was deployed from which bundle. */
public final class BundleLinks {

    private static final String PLUGIN = "bundles";

    private final Settings settings;
    private final Clock clock;
    private final PluginDirectory plugins;
    private final PluginPolicy policy;
    private final Progress progress;

    @Inject
    BundleLinks(Settings settings, Clock clock, PluginDirectory plugins, PluginPolicy policy, Progress progress) {
        this.settings = settings;
        this.clock = clock;
        this.plugins = plugins;
        this.policy = policy;
        this.progress = progress;
    }

    /**
     * Tells a listener of the links.
     *
     * @return false when the plugin is not there, or its links are not switched on
     * @throws CostInsightsException when the workspace cannot be asked
     */
    @SuppressWarnings("try") // the plugins need only be open
    public boolean collect(TimeSpan window, FactListener listener) throws InterruptedException {
        policy.judge(plugins.problems());
        List<InstalledPlugin> asked = plugins.loaded().stream()
                .filter(plugin -> plugin.id().equals(PLUGIN))
                .toList();
        List<CostSource> sources = new ArrayList<>();
        PreparedPlugins prepared = PreparedPlugins.of(asked, settings, clock, source -> {
            CostSource watched = WatchedSource.of(source, progress, listener);
            sources.add(watched);
            return watched;
        });
        policy.judge(prepared.problems());
        CostInsights.Builder builder = CostInsights.builder().clock(clock);
        prepared.ready().forEach(builder::install);
        try (CostInsights insights = builder.build()) {
            for (CostSource source : sources) {
                source.collect(new CollectionRequest(window), new NoFacts());
            }
        }
        return !sources.isEmpty();
    }
}
