package dev.costinsights.host.run;

import com.google.inject.Inject;
import dev.costinsights.core.CostInsights;
import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.attribution.AttributionResult;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.files.DisposableFolder;
import dev.costinsights.host.ledger.LedgerFiles;
import dev.costinsights.host.ledger.LedgerFormat;
import dev.costinsights.host.report.LedgerSummary;
import dev.costinsights.host.report.SummaryTables;
import java.nio.file.Path;
import java.util.List;

/** Runs the engine with the host's plugins, and leaves a ledger behind or nothing at all. */
public final class Attribution {

    private final EngineFactory engines;
    private final Progress progress;

    @Inject
    Attribution(EngineFactory engines, Progress progress) {
        this.engines = engines;
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
     * @param settings of the plugins
     * @param options all but the spill folder, which is the run's own
     * @throws CostInsightsException when a plugin, the input or the output is wrong; the folder is then as it was
     */
    public Outcome run(Settings settings, AttributionOptions.Builder options, Path folder, LedgerFormat format)
            throws InterruptedException {
        try (DisposableFolder temporary = EngineFactory.temporaryFolder();
                CostInsights insights = engines.build(settings, temporary.path());
                LedgerFiles files = LedgerFiles.in(folder, format)) {
            LedgerSummary summary = new LedgerSummary();
            RowsWritten rows = new RowsWritten(List.of(files, summary), progress);
            AttributionResult result =
                    insights.attribute(options.spillFolder(temporary.path()).build(), rows);
            return new Outcome(result, new SummaryTables(summary, result), files.publish(result));
        }
    }
}
