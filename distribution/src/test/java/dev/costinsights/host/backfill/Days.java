package dev.costinsights.host.backfill;

import dev.costinsights.core.CostInsights;
import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.attribution.AttributionResult;
import dev.costinsights.core.spi.Config;
import dev.costinsights.host.daily.DayLedgers;
import dev.costinsights.host.ledger.LedgerFiles;
import dev.costinsights.host.ledger.LedgerFormat;
import dev.costinsights.host.recording.KeptRecordings;
import dev.costinsights.host.store.FactView;
import dev.costinsights.host.store.Partition;
import dev.costinsights.host.store.Store;
import dev.costinsights.plugin.systemtables.SystemTablesPlugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The days of a store's ledger, computed by the real engine with the real plugin. */
final class Days {

    static final Duration SETTLE = Duration.ofDays(3);

    private Days() {}

    interface Work {
        DayLedgers.Outcome on(DayLedgers ledgers) throws InterruptedException;
    }

    static DayLedgers.Outcome with(Store store, Work work) throws InterruptedException {
        return with(store, List.of(), work);
    }

    /** The same, and the engine gets all files of these tables for each day, whether they matter or not. */
    static DayLedgers.Outcome with(Store store, List<String> whole, Work work) throws InterruptedException {
        try (FactView view = FactView.of(store);
                CostInsights insights = CostInsights.builder()
                        .install(new SystemTablesPlugin())
                        .install(new KeptRecordings(view.path()))
                        .config(Config.of(
                                Map.of("systemtables.from", view.path().toString())))
                        .build()) {
            return work.on(new DayLedgers(
                    store,
                    view,
                    (window, asOf, evidenceEnd, out) -> {
                        add(store, whole, view);
                        try (LedgerFiles files = LedgerFiles.in(out, LedgerFormat.PARQUET)) {
                            AttributionResult result = insights.attribute(
                                    AttributionOptions.builder(window)
                                            .asOf(asOf)
                                            .evidenceEnd(evidenceEnd)
                                            .settleHorizon(SETTLE)
                                            .build(),
                                    files);
                            files.publish(result);
                            return result.ledgerRows();
                        }
                    },
                    SETTLE,
                    "options"));
        }
    }

    private static void add(Store store, List<String> tables, FactView view) {
        Path facts = store.folder().root().resolve("facts");
        for (Partition partition : store.partitions()) {
            Path link = view.path().resolve(partition.file());
            if (tables.contains(partition.slice().table()) && !Files.exists(link)) {
                try {
                    Files.createDirectories(link.getParent());
                    Files.createLink(link, facts.resolve(partition.file()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** Everything that a store says of its days. Files of facts differ in what was read empty before it was there. */
    static Set<String> state(Store store) {
        Set<String> state = ledgers(store);
        store.partitions().forEach(partition -> state.add(partition.slice() + " " + partition.fileHash()));
        return state;
    }

    /** The same without a word on whether rows are kept by the day or by the quarter: the days of the ledger and all rows. */
    static Set<String> rows(Store store) throws SQLException {
        Map<String, List<String>> files = new TreeMap<>();
        for (Partition partition : store.partitions()) {
            if (partition.rows() > 0) {
                files.computeIfAbsent(partition.slice().table(), table -> new ArrayList<>())
                        .add("'" + store.folder().root().resolve("facts").resolve(partition.file()) + "'");
            }
        }
        Set<String> state = ledgers(store);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, List<String>> table : files.entrySet()) {
                String rows = "read_parquet([" + String.join(", ", table.getValue()) + "], union_by_name = true) AS r";
                try (ResultSet result = statement.executeQuery(
                        "SELECT count(*), CAST(sum(CAST(hash(r) AS HUGEINT)) AS VARCHAR) FROM " + rows)) {
                    result.next();
                    state.add(table.getKey() + " " + result.getLong(1) + " " + result.getString(2));
                }
            }
        }
        return state;
    }

    private static Set<String> ledgers(Store store) {
        Set<String> state = new TreeSet<>();
        store.ledgerDays()
                .forEach(day -> state.add(
                        day.date() + " " + day.ledgerHash() + " " + day.reconciliationHash() + " " + day.rows()));
        return state;
    }
}
