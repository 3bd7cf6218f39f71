package dev.costinsights.host.backfill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.RowSink;
import dev.costinsights.core.spi.SourceColumn;
import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.core.spi.TableSlice;
import dev.costinsights.core.spi.TableSource;
import dev.costinsights.host.daily.DayLedgers;
import dev.costinsights.host.store.CatalogAddress;
import dev.costinsights.host.store.LedgerDay;
import dev.costinsights.host.store.Store;
import dev.costinsights.workspace.sample.SampleOptions;
import dev.costinsights.workspace.sample.SampleWriter;
import dev.costinsights.workspace.tables.TableFormat;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Days of the ledger of which something could not be read, or has times that nobody expects. */
final class DaysInTroubleTest {

    private static final LocalDate START = LocalDate.of(2026, 10, 30);
    private static final LocalDate END = LocalDate.of(2026, 11, 1);
    private static final Instant NOW = Instant.parse("2026-12-20T12:00:00Z");
    private static final Set<String> EVIDENCE = Set.of("query.history", "compute.warehouse_events");

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static ExportTables loaded;

    @BeforeAll
    static void sample() throws Exception {
        Path export = shared.resolve("export");
        SampleWriter.write(
                SampleOptions.builder(export)
                        .days(2)
                        .end(END)
                        .statements(200)
                        .warehouses(4)
                        .otherUsage(200)
                        .format(TableFormat.PARQUET)
                        .build(),
                (table, done, total) -> {});
        loaded = ExportTables.of(export);
    }

    @Test
    void a_region_that_was_never_readable_makes_its_tables_unreadable_for_every_day() throws Exception {
        try (Store store = open()) {
            assertEquals(List.of(START, START.plusDays(1)), computed(store, loaded.copy()));
            assertTrue(details(store).contains("BETWEEN"), details(store)::toString);
            assertFalse(details(store).contains("TABLE_NOT_READABLE"), details(store)::toString);

            // A region more, of which nothing can be read: files are what they were, and the days follow from them no
            // more.
            assertEquals(List.of(START, START.plusDays(1)), computed(store, withUnreadableRegion(loaded.copy())));
            assertTrue(details(store).contains("TABLE_NOT_READABLE"), details(store)::toString);
            assertFalse(details(store).contains("BETWEEN"), details(store)::toString);
            assertEquals(List.of(), Days.with(store, DayLedgers::update).computed(), "nothing changed since");
        }
    }

    @Test
    void records_of_the_year_9999_have_days_too_and_stop_no_other() throws Exception {
        ExportTables tables = loaded.copy();
        LocalDate far = LocalDate.of(9999, 12, 31);
        long start = micros("9999-12-31T22:00:00Z");
        tables.also(
                "billing.usage",
                Map.of(
                        "record_id",
                        "far",
                        "usage_start_time",
                        start,
                        "usage_end_time",
                        micros("9999-12-31T23:00:00Z"),
                        "usage_date",
                        far.toEpochDay()));
        tables.also(
                "billing.usage",
                Map.of(
                        "record_id",
                        "until-far",
                        "usage_start_time",
                        micros("2026-10-30T22:00:00Z"),
                        "usage_end_time",
                        start,
                        "usage_date",
                        START.toEpochDay()));
        try (Store store = open()) {
            assertEquals(List.of(START, START.plusDays(1), far), computed(store, tables));
            Set<String> incremental = Days.state(store);
            Days.with(store, DayLedgers::rebuild);
            assertEquals(Days.state(store), incremental);
        }
    }

    @Test
    void a_day_without_usage_any_more_is_dirty_and_no_error() throws Exception {
        try (Store store = open()) {
            assertEquals(List.of(START, START.plusDays(1)), computed(store, loaded.copy()));
            BackfillOptions again = new BackfillOptions(START, END, 2, Duration.ofMinutes(1), Days.SETTLE, true);
            new Backfill(store, again, BackfillListener.NONE).run(List.of(withoutBillOf(START, loaded.copy())));

            assertTrue(DayLedgers.dirty(store, Days.SETTLE, "options").contains(START));
            List<String> broken = new ArrayList<>();
            Days.with(store, days -> {
                days.verify(List.of(START, START.plusDays(1)), broken);
                return days.update();
            });
            assertEquals(List.of(), broken);
            assertEquals(
                    List.of(START.plusDays(1)),
                    store.ledgerDays().stream().map(LedgerDay::date).toList());
            assertEquals(List.of(), DayLedgers.dirty(store, Days.SETTLE, "options"));
        }
    }

    private static TableSource withoutBillOf(LocalDate day, TableSource source) {
        return new Forwarding(source) {
            @Override
            public void read(TableSlice slice, RowSink rows) throws InterruptedException {
                if (!slice.table().qualifiedName().equals("billing.usage")) {
                    super.read(slice, rows);
                    return;
                }
                int start = slice.table().columns().stream()
                        .map(SourceColumn::name)
                        .toList()
                        .indexOf("usage_start_time");
                super.read(slice, new RowSink() {
                    private final List<Consumer<RowSink>> row = new ArrayList<>();
                    private boolean isHidden;

                    @Override
                    public void text(int column, String value) {
                        row.add(sink -> sink.text(column, value));
                    }

                    @Override
                    public void number(int column, long value) {
                        isHidden |= column == start
                                && value
                                        < TimeSpan.micros(day.plusDays(1)
                                                .atStartOfDay(ZoneOffset.UTC)
                                                .toInstant());
                        row.add(sink -> sink.number(column, value));
                    }

                    @Override
                    public void endRow() {
                        if (!isHidden) {
                            row.forEach(cell -> cell.accept(rows));
                            rows.endRow();
                        }
                        row.clear();
                        isHidden = false;
                    }
                });
            }
        };
    }

    private static long micros(String moment) {
        return Instant.parse(moment).getEpochSecond() * 1_000_000;
    }

    private Store open() {
        return Store.openToWrite(
                folder.resolve("store"), CatalogAddress.embedded(), "test", Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static List<LocalDate> computed(Store store, TableSource source) throws InterruptedException {
        BackfillOptions options = new BackfillOptions(START, END, 2, Duration.ofMinutes(1), Days.SETTLE, false);
        new Backfill(store, options, BackfillListener.NONE).run(List.of(source));
        return Days.with(store, DayLedgers::update).computed();
    }

    private static TableSource withUnreadableRegion(TableSource source) {
        return new Forwarding(source) {
            @Override
            public List<SourceTable> tables() throws InterruptedException {
                List<SourceTable> tables = new ArrayList<>(super.tables());
                for (SourceTable table : super.tables()) {
                    if (EVIDENCE.contains(table.qualifiedName())) {
                        tables.add(new SourceTable(
                                table.schema(),
                                table.name(),
                                "b",
                                table.slicing(),
                                List.of(),
                                new CostInsightsException(ErrorCode.PERMISSION, "no right to read in region b")));
                    }
                }
                return tables;
            }
        };
    }

    /** What stands in the column detail of warehouses' rows, of all days. */
    private static Set<String> details(Store store) throws SQLException {
        Set<String> details = new TreeSet<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (LedgerDay day : store.ledgerDays()) {
                try (ResultSet rows = statement.executeQuery("SELECT DISTINCT coalesce(detail, '') FROM '"
                        + store.ledgerFolder(day).resolve("ledger.parquet") + "' WHERE resource_type = 'WAREHOUSE'")) {
                    while (rows.next()) {
                        details.add(rows.getString(1));
                    }
                }
            }
        }
        return details;
    }
}
