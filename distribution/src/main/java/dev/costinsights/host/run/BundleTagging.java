package dev.costinsights.host.run;

import dev.costinsights.core.CostInsights;
import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.ContextScope;
import dev.costinsights.core.context.TagDialect;
import dev.costinsights.core.spi.BundleFile;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.plugin.PluginDirectory;
import dev.costinsights.host.plugin.PreparedPlugins;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Passes a bundle's file through the plugins, under the context of this process or one that is given. */
public final class BundleTagging {

    private final Settings settings;
    private final Clock clock;
    private final PluginDirectory plugins;
    private final PluginPolicy policy;

    /**
     * What came of it.
     *
     * @param context what the file is tagged with
     * @param file tagged
     */
    public record Outcome(AttributionContext context, BundleFile file) {}

    @Inject
    BundleTagging(Settings settings, Clock clock, PluginDirectory plugins, PluginPolicy policy) {
        this.settings = settings;
        this.clock = clock;
        this.plugins = plugins;
        this.policy = policy;
    }

    /**
     * @param given stands alone when it names its work; else it says more about what the environment says
     * @throws CostInsightsException when there is no context, or no plugin that tags bundles
     */
    @SuppressWarnings("try") // a scope need only be open
    public Outcome tag(BundleFile file, AttributionContext given, TagDialect dialect, Map<String, String> environment) {
        policy.judge(plugins.problems());
        PreparedPlugins prepared = PreparedPlugins.of(plugins.loaded(), settings, clock, UnaryOperator.identity());
        policy.judge(prepared.problems());
        CostInsights.Builder builder =
                CostInsights.builder().clock(clock).environment(environment).dialect(dialect);
        prepared.ready().forEach(builder::install);
        try (CostInsights insights = builder.build();
                ContextScope scope = insights.scope(given)) {
            AttributionContext context = insights.context();
            if (context.isEmpty()) {
                throw new CostInsightsException(
                        ErrorCode.CONFIGURATION,
                        "nothing says what the bundle belongs to; give --job, --run or --opaque-id, or set"
                                + " COST_INSIGHTS_JOB");
            }
            BundleFile tagged = insights.instrument(BundleFile.class, file);
            if (tagged.tagging() == null) {
                throw new CostInsightsException(
                        ErrorCode.CONFIGURATION,
                        "there is no plugin in " + plugins.folder() + " that tags bundles; install the plugin bundles"
                                + " there, or name another folder with the setting plugins.dir");
            }
            return new Outcome(context, tagged);
        }
    }
}
