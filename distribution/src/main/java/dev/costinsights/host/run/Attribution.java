package dev.costinsights.host.run;

import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.attribution.AttributionResult;
import dev.costinsights.core.attribution.LedgerSink;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.facts.FactListener;
import dev.costinsights.host.ledger.LedgerFiles;
import dev.costinsights.host.ledger.LedgerFormat;
import dev.costinsights.host.plugin.PluginDirectory;
import dev.costinsights.host.report.LedgerSummary;
import dev.costinsights.host.report.SummaryTables;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Runs the engine with the host's plugins, and leaves a ledger behind or nothing at all. */
public final class Attribution {

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
     * @param seen what it was made from
     */
    public record Outcome(AttributionResult result, SummaryTables tables, List<Path> files, SeenTables seen) {}

    /**
     * Attributes, and publishes the ledger.
     *
     * @param options all but the spill folder, which is the run's own
     * @throws CostInsightsException when a plugin, the input or the output is wrong; the folder is then as it was
     */
    public Outcome run(AttributionOptions.Builder options, Path folder, LedgerFormat format)
            throws InterruptedException {
        return run(settings, Recordings.NONE, options, folder, format);
    }

    /**
     * The same, with settings that were decided later than the host's own.
     *
     * @param recordings what is known of executions since their launch
     */
    Outcome run(
            Settings decided,
            Recordings recordings,
            AttributionOptions.Builder options,
            Path folder,
            LedgerFormat format)
            throws InterruptedException {
        SeenTables seen = new SeenTables();
        try (PreparedEngine engine = engine(decided, recordings, seen);
                LedgerFiles files = LedgerFiles.in(folder, format)) {
            LedgerSummary summary = new LedgerSummary();
            RowsWritten rows = new RowsWritten(List.of(files, summary), progress);
            AttributionResult result = engine.insights()
                    .attribute(options.spillFolder(engine.temporary()).build(), rows);
            return new Outcome(result, new SummaryTables(summary, result), files.publish(result), seen);
        }
    }

    /** Attributes, and leaves no files; a listener hears of the facts. */
    void pass(
            Settings decided,
            Recordings recordings,
            AttributionOptions.Builder options,
            LedgerSink sink,
            FactListener listener)
            throws InterruptedException {
        try (PreparedEngine engine = engine(decided, recordings, listener)) {
            engine.insights()
                    .attribute(
                            options.spillFolder(engine.temporary()).build(), new RowsWritten(List.of(sink), progress));
        }
    }

    private PreparedEngine engine(Settings decided, Recordings recordings, FactListener listener) {
        return PreparedEngine.of(
                decided,
                clock,
                plugins,
                policy,
                source -> WatchedSource.of(source, progress, listener),
                recordings,
                Optional.empty());
    }
}
