package dev.costinsights.host.run;

import dev.costinsights.core.CostInsights;
import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.attribution.AttributionResult;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.files.DisposableFolder;
import dev.costinsights.host.ledger.LedgerFiles;
import dev.costinsights.host.ledger.LedgerFormat;
import dev.costinsights.host.plugin.PluginDirectory;
import dev.costinsights.host.plugin.PreparedPlugins;
import dev.costinsights.host.report.LedgerSummary;
import dev.costinsights.host.report.SummaryTables;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Runs the engine with the host's plugins, and leaves a ledger behind or nothing at all. */
public final class Attribution {

    private static final String TABLES_PLUGIN = "systemtables";

    private final Settings settings;
    private final Clock clock;
    private final PluginDirectory plugins;
    private final PluginPolicy policy;
    private final Progress progress;

    @Inject
    Attribution(Settings settings, Clock clock, PluginDirectory plugins, PluginPolicy policy, Progress progress) {
        this.settings = settings;
        this.clock = clock;
        this.plugins = plugins;
        this.policy = policy;
        this.progress = progress;
    }

    /**
     * What a run ends with.
     *
     * @param tables of the ledger, added up while it was written
     * @param files that were written
     */
    public record Outcome(AttributionResult result, SummaryTables tables, List<Path> files) {}

    /**
     * Attributes, and publishes the ledger.
     *
     * @param options all but the spill folder, which is the run's own
     * @throws CostInsightsException when a plugin, the input or the output is wrong; the folder is then as it was
     */
    public Outcome run(AttributionOptions.Builder options, Path folder, LedgerFormat format)
            throws InterruptedException {
        policy.judge(plugins.problems());
        try (DisposableFolder temporary = temporaryFolder()) {
            PreparedPlugins prepared = PreparedPlugins.of(
                    plugins.loaded(),
                    withTemporaryFolder(temporary.path()),
                    clock,
                    source -> new WatchedSource(source, progress));
            policy.judge(prepared.problems());
            if (prepared.ready().isEmpty()) {
                throw new CostInsightsException(
                        ErrorCode.CONFIGURATION,
                        "there is no plugin in " + plugins.folder() + " that could bring a bill; install one there, or "
                                + "name another folder with the setting plugins.dir");
            }
            refuseOrphans();
            CostInsights.Builder engine = CostInsights.builder().clock(clock);
            prepared.ready().forEach(engine::install);
            try (CostInsights insights = engine.build();
                    LedgerFiles files = LedgerFiles.in(folder, format)) {
                LedgerSummary summary = new LedgerSummary();
                RowsWritten rows = new RowsWritten(List.of(files, summary), progress);
                AttributionResult result =
                        insights.attribute(options.spillFolder(temporary.path()).build(), rows);
                return new Outcome(result, new SummaryTables(summary, result), files.publish(result));
            }
        }
    }

    /** Our own plugin, too, works in the folder that disappears with the run, unless its user names another. */
    private Settings withTemporaryFolder(Path temporary) {
        boolean installed =
                plugins.loaded().stream().anyMatch(plugin -> plugin.id().equals(TABLES_PLUGIN));
        boolean chosen = settings.plugin(TABLES_PLUGIN).string("temp").isPresent();
        return installed && !chosen ? settings.with(TABLES_PLUGIN + ".temp", temporary, "the host") : settings;
    }

    private void refuseOrphans() {
        List<String> known = new ArrayList<>();
        plugins.loaded().forEach(plugin -> known.add(plugin.id()));
        plugins.problems().forEach(problem -> known.add(problem.id()));
        List<String> orphans = settings.orphans(known);
        if (!orphans.isEmpty()) {
            throw new CostInsightsException(ErrorCode.CONFIGURATION, String.join("\n", orphans));
        }
    }

    private static DisposableFolder temporaryFolder() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            return DisposableFolder.in(temporary, "cost-insights-run-");
        } catch (IOException e) {
            throw new CostInsightsException(
                    ErrorCode.UNAVAILABLE, "cannot write temporary files to " + temporary + ": " + e.getMessage(), e);
        }
    }
}
