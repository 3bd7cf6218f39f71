package dev.costinsights.host.backfill;

import dev.costinsights.core.CostInsights;
import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.Config;
import dev.costinsights.host.files.Sha256;
import dev.costinsights.host.ledger.LedgerFiles;
import dev.costinsights.host.ledger.LedgerFormat;
import dev.costinsights.host.store.FactView;
import dev.costinsights.host.store.Store;
import dev.costinsights.host.store.WindowFacts;
import dev.costinsights.plugin.systemtables.SystemTablesPlugin;
import java.nio.file.Path;
import java.util.Map;

/** The real engine with the real plugin, from a folder or a store to the hash of a ledger. */
final class Engine {

    private Engine() {}

    /** Hash of the ledger of an export. */
    static String ofExport(Path export, TimeSpan window, Path out) throws Exception {
        try (CostInsights insights = CostInsights.builder()
                        .install(new SystemTablesPlugin())
                        .config(Config.of(Map.of("systemtables.from", export.toString())))
                        .build();
                LedgerFiles files = LedgerFiles.in(out, LedgerFormat.CSV)) {
            files.publish(insights.attribute(AttributionOptions.builder(window).build(), files));
            return Sha256.of(out.resolve("ledger.csv")) + Sha256.of(out.resolve("reconciliation.csv"));
        }
    }

    /** Hash of the ledger of what a store holds. */
    static String ofStore(Store store, TimeSpan window, Path out) throws Exception {
        try (FactView view = FactView.of(store)) {
            view.show(new WindowFacts(window, store.partitions(), store.tableStates()).files());
            return ofExport(view.path(), window, out);
        }
    }
}
