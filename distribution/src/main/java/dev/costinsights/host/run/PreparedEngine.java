package dev.costinsights.host.run;

import dev.costinsights.core.CostInsights;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.CostSource;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.tracking.ExecutionRecorder;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.files.Reason;
import dev.costinsights.host.files.RunFolder;
import dev.costinsights.host.plugin.InstalledPlugin;
import dev.costinsights.host.plugin.PluginDirectory;
import dev.costinsights.host.plugin.PreparedPlugins;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The engine with the host's plugins installed, and a folder for temporary files that disappears with it. */
final class PreparedEngine implements AutoCloseable {

    private static final String TABLES_PLUGIN = "systemtables";

    private final RunFolder temporary;
    private final CostInsights insights;
    private final List<InstalledPlugin> plugins;

    private PreparedEngine(RunFolder temporary, CostInsights insights, List<InstalledPlugin> plugins) {
        this.temporary = temporary;
        this.insights = insights;
        this.plugins = plugins;
    }

    /**
     * Installs the plugins.
     *
     * @param watch wraps each source, to see what passes
     * @throws CostInsightsException when there is none, or when one is broken and the policy does not let it pass
     */
    static PreparedEngine of(
            Settings settings,
            Clock clock,
            PluginDirectory plugins,
            PluginPolicy policy,
            UnaryOperator<CostSource> watch) {
        return of(settings, clock, plugins, policy, watch, Recordings.NONE, Optional.empty());
    }

    /**
     * The same, with recorded executions as sources of their own.
     *
     * @param recorder gets the ends of those that are settled
     */
    static PreparedEngine of(
            Settings settings,
            Clock clock,
            PluginDirectory plugins,
            PluginPolicy policy,
            UnaryOperator<CostSource> watch,
            Recordings recordings,
            Optional<ExecutionRecorder> recorder) {
        policy.judge(plugins.problems());
        RunFolder temporary = temporaryFolder();
        try {
            PreparedPlugins prepared = PreparedPlugins.of(
                    plugins.loaded(), withTemporaryFolder(settings, plugins, temporary.path()), clock, watch);
            policy.judge(prepared.problems());
            if (prepared.ready().isEmpty()) {
                throw new CostInsightsException(
                        ErrorCode.CONFIGURATION,
                        "there is no plugin in " + plugins.folder() + " that could bring a bill; install one there, or "
                                + "name another folder with the setting plugins.dir");
            }
            refuseOrphans(settings, plugins);
            CostInsights.Builder engine = CostInsights.builder().clock(clock);
            prepared.ready().forEach(engine::install);
            recordings.journal().ifPresent(engine::journal);
            recordings.kept().ifPresent(engine::install);
            recorder.ifPresent(engine::recorder);
            return new PreparedEngine(temporary, engine.build(), prepared.installed());
        } catch (RuntimeException e) {
            temporary.close();
            throw e;
        }
    }

    CostInsights insights() {
        return insights;
    }

    /** What it consists of. */
    List<InstalledPlugin> plugins() {
        return plugins;
    }

    Path temporary() {
        return temporary.path();
    }

    @Override
    public void close() {
        try {
            insights.close();
        } finally {
            temporary.close();
        }
    }

    /** Our own plugin, too, works in the folder that disappears with the run, unless its user names another. */
    private static Settings withTemporaryFolder(Settings settings, PluginDirectory plugins, Path temporary) {
        boolean installed =
                plugins.loaded().stream().anyMatch(plugin -> plugin.id().equals(TABLES_PLUGIN));
        boolean chosen = settings.plugin(TABLES_PLUGIN).string("temp").isPresent();
        return installed && !chosen ? settings.with(TABLES_PLUGIN + ".temp", temporary, "the host") : settings;
    }

    private static void refuseOrphans(Settings settings, PluginDirectory plugins) {
        List<String> known = new ArrayList<>();
        plugins.loaded().forEach(plugin -> known.add(plugin.id()));
        plugins.problems().forEach(problem -> known.add(problem.id()));
        List<String> orphans = settings.orphans(known, plugins.folder());
        if (!orphans.isEmpty()) {
            throw new CostInsightsException(ErrorCode.CONFIGURATION, String.join("\n", orphans));
        }
    }

    private static RunFolder temporaryFolder() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            return RunFolder.in(temporary);
        } catch (IOException e) {
            throw new CostInsightsException(
                    ErrorCode.UNAVAILABLE,
                    "cannot write temporary files to " + temporary + ": " + Reason.of(e)
                            + "; name another folder with -Djava.io.tmpdir (COST_INSIGHTS_OPTS)",
                    e);
        }
    }
}
