package dev.costinsights.host.http;

import com.google.inject.Guice;
import com.google.inject.Injector;
import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.core.spi.TableSlice;
import dev.costinsights.host.config.Places;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.run.HostModule;
import dev.costinsights.host.run.LedgerAnswers;
import dev.costinsights.host.run.PluginPolicy;
import dev.costinsights.host.run.Progress;
import dev.costinsights.host.store.CatalogAddress;
import dev.costinsights.host.store.LedgerDay;
import dev.costinsights.host.store.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** A store on disk with the days of a {@link SampleLedger} in it, and the host's answers from it. */
final class SampleStore {

    /** When usage was read for the last time: of its day it is not all known. */
    static final Instant READ_AT = Instant.parse("2026-10-31T12:00:00Z");

    private SampleStore() {}

    /** Makes one in a folder. */
    static void fill(Path home) throws IOException, SQLException {
        Clock clock = Clock.fixed(READ_AT, ZoneOffset.UTC);
        try (Store store = Store.openToWrite(home, CatalogAddress.embedded(), "test", clock);
                Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            SourceTable usage =
                    new SourceTable("billing", "usage", "", SourceTable.Slicing.INGESTION_DAY, List.of(), null);
            SampleLedger.create(statement);
            for (LocalDate date = SampleLedger.FIRST; date.isBefore(SampleLedger.END); date = date.plusDays(1)) {
                Path made = Files.createDirectories(home.resolve("made/" + date));
                for (String name : List.of("ledger", "reconciliation")) {
                    statement.execute("COPY (FROM ledger WHERE usage_date = DATE '" + date + "') TO '"
                            + made.resolve(name + ".parquet") + "' (FORMAT parquet)");
                }
                LedgerDay day = new LedgerDay(date, "input", date.toString(), "", "", 1);
                store.placeLedger(made, day);
                store.ledgerDay(day);
                store.commit(store.begin(new TableSlice(usage, date)), READ_AT);
            }
        }
    }

    /** What the host would answer. */
    static LedgerAnswers answers(Path home) {
        return host(home, Settings.empty()).getInstance(LedgerAnswers.class);
    }

    /** The host with that store. */
    static Injector host(Path home, Settings settings) {
        Places places = new Places(home, Optional.empty(), home, home);
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return Guice.createInjector(
                new HostModule(settings, places, Progress.on(nowhere, false, false), new PluginPolicy(true, nowhere)));
    }
}
