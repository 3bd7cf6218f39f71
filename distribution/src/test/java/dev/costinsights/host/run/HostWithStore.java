package dev.costinsights.host.run;

import dev.costinsights.core.spi.SourceColumn;
import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.core.spi.TableSlice;
import dev.costinsights.host.config.Places;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.database.HostDatabase;
import dev.costinsights.host.plugin.PluginDirectory;
import dev.costinsights.host.plugin.PluginForge;
import dev.costinsights.host.store.CatalogAddress;
import dev.costinsights.host.store.SliceRows;
import dev.costinsights.host.store.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** A host with a store of bills, and with plugins that a test makes; one of them stands in for the one that reads the store. */
final class HostWithStore implements AutoCloseable {

    private static final SourceTable BILL = bill(SourceTable.Slicing.INGESTION_DAY);

    final Path plugins;
    Settings settings = Settings.empty();
    Clock clock;

    private final Path work;

    HostWithStore(Path work, Instant now) throws IOException {
        this.work = work;
        this.plugins = Files.createDirectories(work.resolve("plugins"));
        this.clock = Clock.fixed(now, ZoneOffset.UTC);
        PluginForge.plugin(work, "systemtables")
                .install("for (String key : java.util.List.of(\"from\", \"temp\", \"threads\", \"prices\"))"
                        + " { context.config().string(key); }")
                .folder(plugins);
    }

    /** Something to do with the days of the ledger. */
    interface Work<T> {
        T with(DailyLedgers ledgers, Store store) throws Exception;
    }

    /** As a command does it: with the plugins that there are now. */
    <T> T run(Work<T> something) throws Exception {
        try (PluginDirectory loaded = PluginDirectory.open(plugins, work.resolve("cache"), "0.1.0");
                Store store = store()) {
            return something.with(ledgers(loaded), store);
        }
    }

    /** What {@code status} says. */
    StoreStatus.Report status() {
        try (PluginDirectory loaded = PluginDirectory.open(plugins, work.resolve("cache"), "0.1.0")) {
            return new StoreStatus(settings, clock, access(), ledgers(loaded)).report();
        }
    }

    /** Puts an hour of usage into the store that was read when a day was over. */
    static void bill(Store store, LocalDate day) {
        put(store, new TableSlice(BILL, day), day);
    }

    /** The same, of a source that reads the bill as a whole. */
    static void wholeBill(Store store, LocalDate day) {
        put(store, new TableSlice(bill(SourceTable.Slicing.WHOLE), null), day);
    }

    private static void put(Store store, TableSlice slice, LocalDate day) {
        SliceRows rows = store.begin(slice);
        long start = day.toEpochDay() * 86_400_000_000L;
        rows.text(0, "r-" + day);
        rows.number(1, start);
        rows.number(2, start + 3_600_000_000L);
        rows.endRow();
        store.commit(rows, store.now());
    }

    /** Without waiting for the time that an open database of estimates lingers. */
    @Override
    public void close() throws SQLException {
        Optional<DataSource> estimates = HostDatabase.ESTIMATES.existing(settings.host(), home());
        if (estimates.isPresent()) {
            try (Connection connection = estimates.get().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("SHUTDOWN");
            }
        }
    }

    Store store() {
        return Store.openToWrite(home(), CatalogAddress.embedded(), "test", clock);
    }

    private static SourceTable bill(SourceTable.Slicing slicing) {
        return new SourceTable(
                "billing",
                "usage",
                "",
                slicing,
                List.of(
                        new SourceColumn("record_id", SourceColumn.Type.TEXT),
                        new SourceColumn("usage_start_time", SourceColumn.Type.TIMESTAMP),
                        new SourceColumn("usage_end_time", SourceColumn.Type.TIMESTAMP)),
                null);
    }

    private Path home() {
        return work.resolve("home");
    }

    private StoreAccess access() {
        return new StoreAccess(settings, new Places(work, Optional.empty(), work, home()), clock);
    }

    private DailyLedgers ledgers(PluginDirectory loaded) {
        return new DailyLedgers(
                settings,
                clock,
                loaded,
                new PluginPolicy(true, new PrintWriter(Writer.nullWriter())),
                Progress.hidden(),
                new StoreEstimates(settings, access(), clock));
    }
}
