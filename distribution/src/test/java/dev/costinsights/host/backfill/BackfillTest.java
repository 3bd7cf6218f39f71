package dev.costinsights.host.backfill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.RowSink;
import dev.costinsights.core.spi.SourceColumn;
import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.core.spi.TableSlice;
import dev.costinsights.core.spi.TableSource;
import dev.costinsights.host.store.CatalogAddress;
import dev.costinsights.host.store.Partition;
import dev.costinsights.host.store.SliceRows;
import dev.costinsights.host.store.Store;
import dev.costinsights.host.store.TableState;
import dev.costinsights.host.store.WindowFacts;
import dev.costinsights.workspace.sample.SampleOptions;
import dev.costinsights.workspace.sample.SampleWriter;
import dev.costinsights.workspace.tables.TableFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a source does, the store ends in what its tables hold, or says what is missing. */
final class BackfillTest {

    private static final LocalDate START = LocalDate.of(2026, 10, 29);
    private static final LocalDate END = LocalDate.of(2026, 11, 1);
    private static final TimeSpan WINDOW =
            TimeSpan.of(Instant.parse("2026-10-29T00:00:00Z"), Instant.parse("2026-11-01T00:00:00Z"));
    private static final Clock LATER = Clock.fixed(Instant.parse("2026-12-20T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static Path export;
    private static String expected;
    private static ExportTables loaded;

    @BeforeAll
    static void sample() throws Exception {
        export = shared.resolve("export");
        SampleWriter.write(
                SampleOptions.builder(export)
                        .days(3)
                        .end(END)
                        .statements(400)
                        .warehouses(8)
                        .otherUsage(600)
                        .format(TableFormat.PARQUET)
                        .accountPrices(true)
                        .attributedUsage(true)
                        .build(),
                (phase, done, of) -> {});
        loaded = ExportTables.of(export);
        expected = Engine.ofExport(export, WINDOW, shared.resolve("ledger"));
    }

    @Test
    void ledgerOfTheStoreIsTheLedgerOfTheExport() throws Exception {
        try (Store store = open()) {
            BackfillResult result = backfill(store, tables());
            assertFalse(result.isPartial(), result.toString());
            assertEquals(expected, Engine.ofStore(store, WINDOW, folder.resolve("ledger")));
            assertEquals(List.of(), store.broken());
        }
    }

    @Test
    void aPartOfTheStoreIsKnownUntilTheEndOfAllOfIt() throws Exception {
        TimeSpan first = TimeSpan.of(
                START.atStartOfDay(ZoneOffset.UTC).toInstant(),
                START.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        try (Store store = open()) {
            backfill(store, tables());
            Partition newest = store.partitions().stream()
                    .filter(partition -> partition.slice().table().equals("billing.usage") && partition.rows() > 0)
                    .max(Comparator.comparing(partition -> partition.slice().day()))
                    .orElseThrow();
            assertTrue(newest.slice().day().isAfter(START), newest.toString());
            assertTrue(
                    new WindowFacts(first, store.partitions(), store.tableStates())
                            .files()
                            .contains(newest),
                    newest.toString());
            assertEquals(
                    Engine.ofExport(export, first, folder.resolve("export")),
                    Engine.ofStore(store, first, folder.resolve("ledger")));
        }
    }

    @Test
    void aWarehouseThatIsOnForMonthsIsKnownToBeOn() throws Exception {
        Path months = folder.resolve("months");
        String events = "/compute/warehouse_events.parquet";
        try (Stream<Path> files = Files.walk(export)) {
            for (Path file : files.toList()) {
                Files.copy(file, months.resolve(export.relativize(file).toString()));
            }
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("COPY (SELECT * REPLACE (event_time - INTERVAL 70 DAY AS event_time) FROM read_parquet('"
                    + export + events + "') WHERE event_type = 'RUNNING') TO '" + months + events + "'");
        }
        String direct = Engine.ofExport(months, WINDOW, folder.resolve("direct"));
        assertTrue(
                Files.readString(folder.resolve("direct/ledger.csv")).contains(",TAIL,"),
                "a warehouse is on after its last statement");
        try (Store store = open()) {
            assertFalse(backfill(store, ExportTables.of(months)).isPartial());
            assertEquals(direct, Engine.ofStore(store, WINDOW, folder.resolve("ledger")));
        }
    }

    @Test
    void orderAndRepetitionOfRowsChangeNoByte() throws Exception {
        Set<String> orderly;
        try (Store store = open()) {
            backfill(store, tables());
            orderly = hashes(store);
        }
        try (Store store = Store.openToWrite(folder.resolve("other"), CatalogAddress.embedded(), "test", LATER)) {
            backfill(store, tables().disorderly(7));
            assertEquals(orderly, hashes(store));
        }
    }

    @Test
    void readingAgainChangesNothingAndReadsOnlyWhatMayStillChange() throws Exception {
        try (Store store = open()) {
            backfill(store, tables());
            Set<String> before = hashes(store);
            BackfillResult again = backfill(store, tables().disorderly(3));
            assertEquals(0, again.changed());
            assertTrue(again.slices() < 40, again.toString());
            assertEquals(before, hashes(store));
        }
    }

    @Test
    void whatIsKnownToBeAsItWasIsNotReadAgainUnlessThatIsAskedFor() throws Exception {
        ExportTables tables = tables().fingerprinted();
        try (Store store = open()) {
            backfill(store, tables);
            int reads = tables.reads();
            BackfillResult again = backfill(store, tables);
            assertEquals(reads, tables.reads());
            assertEquals(0, again.rows());
            assertTrue(again.slices() > 5, again.toString());
            BackfillOptions all = new BackfillOptions(START, END, 4, Duration.ofMinutes(1), Duration.ofDays(3), true);
            long rows = new Backfill(store, all, BackfillListener.NONE)
                    .run(List.of(tables))
                    .rows();
            assertTrue(rows > 1_000, rows + " rows");
            assertEquals(2 * reads, tables.reads());
        }
    }

    @Test
    void filesThatAreGoneOrBrokenAreReadAgain() throws Exception {
        ExportTables tables = tables().fingerprinted();
        try (Store store = open()) {
            backfill(store, tables);
            List<Path> files;
            try (Stream<Path> tree = Files.walk(store.folder().root().resolve("facts/query/history"))) {
                files = tree.filter(Files::isRegularFile).sorted().toList();
            }
            List<Path> rows = files.stream()
                    .filter(file -> file.toString().endsWith(".parquet")
                            && !file.toString().contains("none-"))
                    .toList();
            Files.delete(rows.get(0));
            Files.write(rows.get(1), new byte[] {'P', 'A', 'R', '1'});
            CostInsightsException e = assertThrows(
                    CostInsightsException.class, () -> Engine.ofStore(store, WINDOW, folder.resolve("broken")));
            assertTrue(e.getMessage().contains(rows.get(0).toString()), e.getMessage());
            assertTrue(
                    e.getMessage().contains("read them again with cost-insights backfill --start 2026-"),
                    e.getMessage());
            assertEquals(2, store.damaged().size());

            backfill(store, tables);

            assertEquals(Set.of(), store.damaged());
            assertEquals(List.of(), store.broken());
            assertEquals(expected, Engine.ofStore(store, WINDOW, folder.resolve("ledger")));
        }
    }

    @Test
    void whatASourceSaysOfOtherRowsThanItHandedOverIsNotBelieved() throws Exception {
        Map<String, String> said = new ConcurrentHashMap<>();
        ExportTables tables = tables();
        TableSource source = new Forwarding(tables) {
            @Override
            public Map<TableSlice, String> fingerprints(List<TableSlice> slices) {
                Map<TableSlice, String> known = new HashMap<>();
                slices.forEach(slice -> known.put(slice, "what stands there now"));
                return known;
            }

            @Override
            public void read(TableSlice slice, RowSink rows) throws InterruptedException {
                super.read(slice, rows);
                String name = slice.table().qualifiedName();
                boolean first = said.putIfAbsent(slice.toString(), name) == null;
                rows.fingerprint(first ? "what stood there then" : "what stands there now");
            }
        };
        try (Store store = open()) {
            backfill(store, source);
            assertTrue(backfill(store, source).rows() > 0);
            assertEquals(0, backfill(store, source).rows());
        }
    }

    @Test
    void whatAFormerRunLeftOutIsReadByTheNext() throws Exception {
        ExportTables tables = tables();
        AtomicInteger left = new AtomicInteger(60);
        try (Store store = open()) {
            assertTrue(backfill(store, new FailingAfter(tables, left)).isPartial());
            assertTrue(backfill(store, tables).slices() > 60);
            assertEquals(expected, Engine.ofStore(store, WINDOW, folder.resolve("ledger")));
        }
    }

    @Test
    void aSliceThatBreaksOffIsReadAgainInTheSameRun() throws Exception {
        ExportTables tables = tables();
        Map<String, Integer> times = new ConcurrentHashMap<>();
        TableSource breaking = new Forwarding(tables) {
            @Override
            public void read(TableSlice slice, RowSink rows) throws InterruptedException {
                super.read(slice, rows);
                boolean hasBill =
                        slice.table().qualifiedName().equals("billing.usage") && ((SliceRows) rows).count() > 0;
                if (hasBill && times.merge(slice.toString(), 1, Integer::sum) < 3) {
                    throw new CostInsightsException(ErrorCode.UNAVAILABLE, "connection reset");
                }
            }
        };
        try (Store store = open()) {
            assertFalse(backfill(store, breaking).isPartial());
            assertTrue(times.values().contains(3), times.toString());
            assertEquals(expected, Engine.ofStore(store, WINDOW, folder.resolve("ledger")));
        }
    }

    @Test
    void deniedTableIsLeftOutWithItsReasonAndTheOthersGoOn() throws Exception {
        ExportTables tables = tables();
        tables.problem(
                "query.history",
                new CostInsightsException(ErrorCode.PERMISSION, "no right to read; run GRANT SELECT ON x TO y"));
        try (Store store = open()) {
            BackfillResult result = backfill(store, tables);
            assertTrue(result.isPartial());
            WindowFacts facts = new WindowFacts(WINDOW, store.partitions(), store.tableStates());
            assertEquals(Set.of("query.history"), facts.gaps().keySet());
            assertTrue(facts.lacksEvidence());
            TableState state = store.tableStates().stream()
                    .filter(table -> table.table().equals("query.history"))
                    .findFirst()
                    .orElseThrow();
            assertTrue(state.problem().contains("GRANT SELECT"), state.problem());
            assertNotEquals(expected, Engine.ofStore(store, WINDOW, folder.resolve("ledger")));

            tables.problem("query.history", null);
            assertFalse(backfill(store, tables).isPartial());
            assertEquals(expected, Engine.ofStore(store, WINDOW, folder.resolve("again")));
        }
    }

    @Test
    void aSliceThatHangsEndsWithItsTime() throws Exception {
        ExportTables tables = tables();
        TableSource hanging = new Forwarding(tables) {
            @Override
            public void read(TableSlice slice, RowSink rows) throws InterruptedException {
                if (slice.table().name().equals("warehouse_events") && START.equals(slice.day())) {
                    Thread.sleep(600_000);
                }
                super.read(slice, rows);
            }
        };
        try (Store store = open()) {
            BackfillResult result =
                    new Backfill(store, options(Duration.ofSeconds(1)), BackfillListener.NONE).run(List.of(hanging));
            assertTrue(result.isPartial());
            assertEquals(1, result.failed());
            assertEquals(
                    Set.of("compute.warehouse_events"),
                    new WindowFacts(WINDOW, store.partitions(), store.tableStates())
                            .gaps()
                            .keySet());
        }
    }

    @Test
    void aSliceThatKeepsBreakingOffIsGivenUpAfterThreeTries() throws Exception {
        AtomicInteger breaks = new AtomicInteger(100);
        try (Store store = open()) {
            BackfillResult result = backfill(store, new BreakingOff(tables(), START, ErrorCode.UNAVAILABLE, breaks));
            assertTrue(result.isPartial());
            assertEquals(1, result.failed());
            assertEquals(97, breaks.get(), "three tries");
        }
    }

    @Test
    void aSliceThatIsDeniedHalfwayIsNotTriedAgain() throws Exception {
        AtomicInteger breaks = new AtomicInteger(100);
        try (Store store = open()) {
            assertTrue(backfill(store, new BreakingOff(tables(), START, ErrorCode.PERMISSION, breaks))
                    .isPartial());
            assertEquals(99, breaks.get());
        }
    }

    @Test
    void withoutAnAnswerNothingIsTriedForever() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        TableSource deaf = new Forwarding(tables()) {
            @Override
            public void read(TableSlice slice, RowSink rows) {
                calls.incrementAndGet();
                throw new CostInsightsException(ErrorCode.UNAVAILABLE, "the workspace does not answer");
            }
        };
        try (Store store = open()) {
            CostInsightsException e = assertThrows(CostInsightsException.class, () -> backfill(store, deaf));
            assertEquals("the workspace does not answer", e.getMessage());
            assertTrue(calls.get() < 20, calls.toString());
            assertEquals(List.of(), store.partitions());
            assertEquals("FAILED", store.lastRun().orElseThrow().outcome());
        }
    }

    @Test
    void withoutTheBillThereIsNothingToDo() throws Exception {
        ExportTables tables = tables();
        tables.problem("billing.usage", new CostInsightsException(ErrorCode.PERMISSION, "no right to read the bill"));
        try (Store store = open()) {
            assertEquals(
                    "no right to read the bill",
                    assertThrows(CostInsightsException.class, () -> backfill(store, tables))
                            .getMessage());
        }
    }

    @Test
    void aColumnThatCameOrWentIsNoHindrance() throws Exception {
        ExportTables tables = tables();
        try (Store store = open()) {
            backfill(store, new Forwarding(tables) {
                @Override
                public List<SourceTable> tables() throws InterruptedException {
                    return super.tables().stream()
                            .map(table -> table.name().equals("history") ? withColumn(table) : table)
                            .toList();
                }
            });
            assertEquals(expected, Engine.ofStore(store, WINDOW, folder.resolve("ledger")));
        }
    }

    @Test
    void aBugOfASourceIsNamedAsOne() throws Exception {
        TableSource wrong = new Forwarding(tables()) {
            @Override
            public void read(TableSlice slice, RowSink rows) {
                rows.text(1_000, "x");
            }
        };
        try (Store store = open()) {
            BackfillResult result = backfill(store, wrong);
            assertTrue(result.tables().get(0).problem().getMessage().contains("bug"), result.toString());
            assertEquals(List.of(), store.partitions());
        }
    }

    @Test
    void aFullDiskEndsTheRunAndLosesNothing() throws Exception {
        try (Store store = open()) {
            backfill(store, tables());
            Set<String> before = hashes(store);
            Path facts = folder.resolve("home/temporary");
            try (var left = Files.list(facts)) {
                for (Path file : left.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(facts);
            Files.writeString(facts, "in the way");
            CostInsightsException e = assertThrows(CostInsightsException.class, () -> backfill(store, tables()));
            assertTrue(e.getMessage().startsWith("cannot write to the store in "), e.getMessage());
            assertEquals(before, hashes(store));
        }
    }

    private static SourceTable withColumn(SourceTable table) {
        List<SourceColumn> columns = new ArrayList<>(table.columns());
        columns.add(new SourceColumn("new_column", SourceColumn.Type.TEXT));
        return new SourceTable(table.schema(), table.name(), table.region(), table.slicing(), columns, table.problem());
    }

    private static ExportTables tables() {
        return loaded.copy();
    }

    private Store open() {
        return Store.openToWrite(folder.resolve("home"), CatalogAddress.embedded(), "test", LATER);
    }

    private static BackfillResult backfill(Store store, TableSource source) throws InterruptedException {
        return new Backfill(store, options(Duration.ofMinutes(1)), BackfillListener.NONE).run(List.of(source));
    }

    private static BackfillOptions options(Duration timeout) {
        return new BackfillOptions(START, END, 4, timeout, Duration.ofDays(3), false);
    }

    private static Set<String> hashes(Store store) {
        Set<String> hashes = new TreeSet<>();
        for (Partition partition : store.partitions()) {
            hashes.add(partition.slice() + " " + partition.content() + " " + partition.fileHash());
        }
        return hashes;
    }
}
