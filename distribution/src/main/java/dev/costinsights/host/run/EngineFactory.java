package dev.costinsights.host.run;

import com.google.inject.Inject;
import dev.costinsights.core.CostInsights;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.files.DisposableFolder;
import dev.costinsights.host.plugin.PluginDirectory;
import dev.costinsights.host.plugin.PreparedPlugins;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Makes engines of the host's plugins. */
public final class EngineFactory {

    private static final String TABLES_PLUGIN = "systemtables";

    private final Clock clock;
    private final PluginDirectory plugins;
    private final PluginPolicy policy;
    private final Progress progress;

    @Inject
    EngineFactory(Clock clock, PluginDirectory plugins, PluginPolicy policy, Progress progress) {
        this.clock = clock;
        this.plugins = plugins;
        this.policy = policy;
        this.progress = progress;
    }

    /**
     * An engine with every plugin that works.
     *
     * @param temporary where our own plugin may put what it does not hold in memory, unless its user names another place
     * @throws CostInsightsException when plugins or settings are wrong
     */
    public CostInsights build(Settings settings, Path temporary) {
        policy.judge(plugins.problems());
        PreparedPlugins prepared = PreparedPlugins.of(
                plugins.loaded(),
                withTemporaryFolder(settings, temporary),
                clock,
                source -> new WatchedSource(source, progress));
        policy.judge(prepared.problems());
        if (prepared.ready().isEmpty()) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "there is no plugin in " + plugins.folder() + " that could bring a bill; install one there, or "
                            + "name another folder with the setting plugins.dir");
        }
        refuseOrphans(settings);
        CostInsights.Builder engine = CostInsights.builder().clock(clock);
        prepared.ready().forEach(engine::install);
        return engine.build();
    }

    /** A folder for one run. */
    public static DisposableFolder temporaryFolder() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            return DisposableFolder.in(temporary, "cost-insights-run-");
        } catch (IOException e) {
            throw new CostInsightsException(
                    ErrorCode.UNAVAILABLE, "cannot write temporary files to " + temporary + ": " + e.getMessage(), e);
        }
    }

    private Settings withTemporaryFolder(Settings settings, Path temporary) {
        boolean installed =
                plugins.loaded().stream().anyMatch(plugin -> plugin.id().equals(TABLES_PLUGIN));
        boolean chosen = settings.plugin(TABLES_PLUGIN).string("temp").isPresent();
        return installed && !chosen ? settings.with(TABLES_PLUGIN + ".temp", temporary, "the host") : settings;
    }

    private void refuseOrphans(Settings settings) {
        List<String> known = new ArrayList<>();
        plugins.loaded().forEach(plugin -> known.add(plugin.id()));
        plugins.problems().forEach(problem -> known.add(problem.id()));
        List<String> orphans = settings.orphans(known);
        if (!orphans.isEmpty()) {
            throw new CostInsightsException(ErrorCode.CONFIGURATION, String.join("\n", orphans));
        }
    }
}
