package dev.costinsights.host.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.SourceColumn;
import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.core.spi.TableSlice;
import dev.costinsights.host.files.DisposableFolder;
import dev.costinsights.host.files.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store promises about what it keeps, and about who may write to it. */
final class StoreTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
    private static final SourceTable TABLE = new SourceTable(
            "query",
            "history",
            "",
            SourceTable.Slicing.EVENT_QUARTER,
            List.of(
                    new SourceColumn("statement_id", SourceColumn.Type.TEXT),
                    new SourceColumn("start_time", SourceColumn.Type.TIMESTAMP),
                    new SourceColumn("amount", SourceColumn.Type.DECIMAL),
                    new SourceColumn("cached", SourceColumn.Type.BOOLEAN),
                    new SourceColumn("compute", SourceColumn.Type.JSON)),
            null);
    private static final LocalDate DAY = LocalDate.of(2026, 10, 30);
    private static final long TIME = DAY.toEpochDay() * 86_400_000_000L;

    @TempDir
    private Path folder;

    @Test
    void aSliceIsReplacedAsAWhole() {
        try (Store store = open(CatalogAddress.embedded())) {
            assertTrue(put(store, "a", "b"));
            Partition first = store.partitions().get(0);
            assertFalse(put(store, "b", "a", "b"), "the same rows are the same slice");
            assertEquals(first, store.partitions().get(0));
            assertTrue(put(store, "a"));
            assertEquals(1, store.partitions().size());
            assertEquals(1, store.partitions().get(0).rows());
        }
    }

    @Test
    void quartersOfADayStandBesideEachOtherAndNeverBesideTheDay() {
        try (Store store = open(CatalogAddress.embedded())) {
            for (TableSlice quarter : TableSlice.quarters(TABLE, DAY)) {
                assertTrue(put(store, quarter, "of " + quarter.quarter()));
            }
            assertEquals(
                    List.of(0, 1, 2, 3),
                    store.partitions().stream()
                            .map(partition -> partition.slice().quarter())
                            .toList());
            assertTrue(store.partitions().get(1).file().startsWith("query/history/2026-10-30T06-"));
            assertFalse(put(store, TableSlice.quarters(TABLE, DAY).get(2), "of 2"), "the same rows are the same slice");

            assertTrue(put(store, "of 0", "of 1", "of 2", "of 3"), "a day takes the place of its quarters");
            assertEquals(1, store.partitions().size());
            CostInsightsException refused = assertThrows(
                    CostInsightsException.class,
                    () -> put(store, TableSlice.quarters(TABLE, DAY).get(2), "of 2"));
            assertTrue(refused.getMessage().contains("the store has the whole day"), refused.getMessage());
            assertEquals(4, store.partitions().get(0).rows());
        }
    }

    @Test
    void aPartOfADayDoesNotPassForTheDay() {
        ReadDays days = new ReadDays();
        assertTrue(days.isEmpty());
        for (TableSlice quarter : TableSlice.quarters(TABLE, DAY)) {
            assertFalse(days.has(DAY));
            days.add(SliceKey.of(quarter));
        }
        assertTrue(days.has(DAY));
        assertFalse(days.has(DAY.plusDays(1)));
        days.add(SliceKey.of(new TableSlice(TABLE, DAY.plusDays(1))));
        assertTrue(days.has(DAY.plusDays(1)));
    }

    @Test
    void numbersThatAreWrittenDifferentlyAreTheSame() {
        try (Store store = open(CatalogAddress.embedded())) {
            put(store, "a");
            String before = store.partitions().get(0).content();
            SliceRows rows = store.begin(new TableSlice(TABLE, DAY));
            row(rows, "a", "1.500000000000000000");
            assertFalse(store.commit(rows, store.now()));
            assertEquals(before, store.partitions().get(0).content());
        }
    }

    @Test
    void moreRowsThanFitIntoMemoryMakeTheSameFile() throws Exception {
        StoreFolder place = StoreFolder.open(folder.resolve("store"));
        String[] hashes = new String[2];
        for (int i = 0; i < 2; i++) {
            try (SliceRows rows = new SliceRows(place, new TableSlice(TABLE, DAY), i == 0 ? 10_000 : 1 << 30)) {
                for (int row = 0; row < 5_000; row++) {
                    row(rows, "id" + (row * 7_919 % 3_000), "1.5");
                }
                Partition partition = rows.finish(CLOCK.instant());
                assertEquals(3_000, partition.rows());
                hashes[i] = partition.content() + partition.fileHash();
            }
        }
        assertEquals(hashes[1], hashes[0]);
        try (var left = Files.list(place.temporary())) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void whatAKilledRunLeftIsRemovedByTheNextWriter() throws Exception {
        Path replaced;
        try (Store store = open(CatalogAddress.embedded())) {
            put(store, "a");
            replaced = store.folder().facts().resolve(store.partitions().get(0).file());
            put(store, "b");
            // Written, and killed before its transaction.
            SliceRows rows = store.begin(new TableSlice(TABLE, DAY));
            row(rows, "c", "1");
            rows.finish(store.now());
            assertEquals(4, store.broken().size(), store.broken().toString());
        }
        try (Store store = open(CatalogAddress.embedded())) {
            assertEquals(List.of(), store.broken());
            assertFalse(Files.exists(replaced));
            assertEquals(1, store.partitions().size());
        }
    }

    @Test
    void verifyNamesTheFileThatIsNotWhatWasWritten() throws Exception {
        try (Store store = open(CatalogAddress.embedded())) {
            put(store, "a");
            Path file = store.folder().facts().resolve(store.partitions().get(0).file());
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
            assertEquals(1, store.broken().size());
            assertTrue(
                    store.broken().get(0).contains("query.history of 2026-10-30"),
                    store.broken().get(0));
            Files.delete(file);
            assertTrue(
                    store.broken().get(0).contains("is missing"), store.broken().get(0));
        }
    }

    @Test
    void what_an_error_broke_off_is_not_kept_by_the_next_piece_of_work() {
        StoreFolder place = StoreFolder.open(folder.resolve("store"));
        Holder self = Holder.self("test");
        try (Catalog catalog = new CatalogOpener(place, CatalogAddress.embedded()).open(self)) {
            catalog.lease(self);
            assertThrows(
                    AssertionError.class,
                    () -> catalog.write(sql -> {
                        sql.update("INSERT INTO table_state VALUES ('query.history', '', 0, '', '')");
                        throw new AssertionError("halfway");
                    }));
            long kept = catalog.read(sql -> sql.number("SELECT count(*) FROM table_state"));
            assertEquals(0, kept);
        }
    }

    @Test
    void aSecondWriterIsRefusedAndToldWhoTheFirstIs() {
        try (Store first = open(CatalogAddress.embedded())) {
            put(first, "a");
            CostInsightsException e = assertThrows(CostInsightsException.class, () -> open(CatalogAddress.embedded()));
            String process = "process " + ProcessHandle.current().pid() + " on ";
            assertTrue(e.getMessage().contains(process), e.getMessage());
            assertTrue(e.getMessage().contains("(test)"), e.getMessage());
            put(first, "b");
        }
        open(CatalogAddress.embedded()).close();
    }

    @Test
    void whoLostTheLeaseCannotCommit() throws Exception {
        try (Store slow = open(CatalogAddress.embedded())) {
            put(slow, "a");
            Partition before = slow.partitions().get(0);
            takeOver();
            CostInsightsException e = assertThrows(CostInsightsException.class, () -> put(slow, "late"));
            assertTrue(e.getMessage().contains("process 99 on elsewhere (backfill)"), e.getMessage());
            assertEquals(List.of(before), slow.partitions());
        }
    }

    @Test
    void aStoreOfANewerVersionIsRefusedUnchanged() throws Exception {
        try (Store store = open(CatalogAddress.embedded())) {
            put(store, "a");
        }
        Path home = folder.resolve("store");
        Files.writeString(home.resolve("store.version"), "7\n");
        byte[] catalog = Files.readAllBytes(home.resolve("catalog.mv.db"));
        CostInsightsException e = assertThrows(CostInsightsException.class, () -> open(CatalogAddress.embedded()));
        assertEquals(ErrorCode.CONFIGURATION, e.code());
        assertTrue(e.getMessage().contains("version 7"), e.getMessage());
        assertEquals(-1, Arrays.mismatch(catalog, Files.readAllBytes(home.resolve("catalog.mv.db"))));
    }

    @Test
    void whoeverIsKilledWhileMakingAStoreLeavesNothingInTheWay() throws Exception {
        open(CatalogAddress.embedded()).close();
        // As after a kill between two statements of the first script: H2 commits each CREATE by itself.
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("UPDATE store_version SET version = 0, store_id = ''");
            statement.execute("DROP TABLE ledger_day");
            statement.execute("DELETE FROM lease");
        }
        Files.delete(folder.resolve("store/store.id"));
        try (Store store = open(CatalogAddress.embedded())) {
            assertTrue(put(store, "a"));
            assertEquals(List.of(), store.ledgerDays());
        }
    }

    @Test
    void filesOfWhichTheCatalogIsMissingAreNotTakenForLeftovers() throws Exception {
        try (Store store = open(CatalogAddress.embedded())) {
            put(store, "a");
        }
        Path home = folder.resolve("store");
        Files.move(home.resolve("catalog.mv.db"), folder.resolve("elsewhere"));
        List<Path> before = filesIn(home);
        for (int i = 0; i < 2; i++) {
            CostInsightsException e = assertThrows(CostInsightsException.class, () -> open(CatalogAddress.embedded()));
            assertEquals(ErrorCode.CONFIGURATION, e.code());
            assertTrue(e.getMessage().contains("knows none of them; name their catalog in store.url"), e.getMessage());
            assertThrows(
                    CostInsightsException.class, () -> Store.open(home, CatalogAddress.embedded(), "status", CLOCK));
        }
        assertEquals(before, filesIn(home));
        Files.move(folder.resolve("elsewhere"), home.resolve("catalog.mv.db"));
        try (Store store = open(CatalogAddress.embedded())) {
            assertEquals(1, store.partitions().size());
            assertEquals(List.of(), store.broken());
        }
    }

    private static List<Path> filesIn(Path home) throws IOException {
        try (Stream<Path> tree = Files.walk(home)) {
            return tree.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void aNewStoreIsPrivate() throws Exception {
        open(CatalogAddress.embedded()).close();
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("store"))));
    }

    @Test
    void aDamagedCatalogIsNamed() throws Exception {
        open(CatalogAddress.embedded()).close();
        Files.writeString(folder.resolve("store/catalog.mv.db"), "this is no database");
        CostInsightsException e = assertThrows(CostInsightsException.class, () -> open(CatalogAddress.embedded()));
        assertTrue(e.getMessage().contains("cannot be opened"), e.getMessage());
    }

    @Test
    void readersNeedAStore() {
        CostInsightsException e = assertThrows(
                CostInsightsException.class,
                () -> Store.open(folder.resolve("nowhere"), CatalogAddress.embedded(), "status", CLOCK));
        assertEquals(ErrorCode.CONFIGURATION, e.code());
        assertFalse(Files.exists(folder.resolve("nowhere")));
    }

    @Test
    void credentialsInTheAddressAreRefusedWithoutBeingShown() {
        for (String url :
                List.of("jdbc:postgresql://host/db?user=x&password=canary", "jdbc:postgresql://x:canary@host/db")) {
            CostInsightsException e = assertThrows(CostInsightsException.class, () -> new CatalogAddress(url, "", ""));
            assertFalse(e.getMessage().contains("canary"), e.getMessage());
        }
        String shown = new CatalogAddress("jdbc:postgresql://host/db", "x", "canary").toString();
        assertFalse(shown.contains("canary"), shown);
    }

    @Test
    void postgresqlKeepsTheSameCatalog() throws Exception {
        try (PostgresServer server = new PostgresServer(Files.createDirectory(folder.resolve("server")))) {
            CatalogAddress address = server.address();
            try (Store store = open(address)) {
                assertTrue(put(store, "a", "b"));
                assertFalse(put(store, "b", "a"));
                assertEquals(2, store.partitions().get(0).rows());
                try (Store reader = Store.open(folder.resolve("store"), address, "status", CLOCK)) {
                    assertEquals(store.partitions(), reader.partitions());
                }
                CostInsightsException e = assertThrows(CostInsightsException.class, () -> open(address));
                assertTrue(e.getMessage().contains("is being written to by process "), e.getMessage());
                CostInsightsException other = assertThrows(
                        CostInsightsException.class,
                        () -> Store.openToWrite(folder.resolve("other"), address, "test", CLOCK));
                assertTrue(other.getMessage().contains("belongs to another folder"), other.getMessage());
                CatalogAddress empty = server.newDatabase("empty");
                CostInsightsException unknown = assertThrows(CostInsightsException.class, () -> open(empty));
                assertTrue(unknown.getMessage().contains("is new and knows none of them"), unknown.getMessage());
                assertEquals(List.of(), store.broken());
            }
            try (Store store = open(address)) {
                assertTrue(put(store, "c"));
                assertEquals(1, store.partitions().size());
            }
        }
    }

    @Test
    void whoWritesLeavesReadersTheirTemporaryFilesAndRemovesOldOnes() throws Exception {
        try (PostgresServer server = new PostgresServer(Files.createDirectory(folder.resolve("server")))) {
            CatalogAddress address = server.newDatabase("shared");
            try (Store store = open(address)) {
                put(store, "a");
            }
            try (Store reader = Store.open(folder.resolve("store"), address, "ledger", CLOCK);
                    FactView view = FactView.of(reader)) {
                Partition shown = reader.partitions().get(0);
                view.show(List.of(shown));
                Path old = Files.createFile(reader.folder().temporary().resolve("slice-of-somebody-killed"));
                Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
                try (Store store = open(address)) {
                    put(store, "b");
                }
                assertTrue(Files.exists(view.path().resolve(shown.file())));
                assertFalse(Files.exists(old));
            }
        }
    }

    @Test
    void hostsThatMakeACatalogAtTheSameTimeAreToldOfEachOther() throws Exception {
        ExecutorService hosts = Executors.newFixedThreadPool(4);
        try (PostgresServer server = new PostgresServer(Files.createDirectory(folder.resolve("server")))) {
            for (int round = 0; round < 5; round++) {
                CatalogAddress address = server.newDatabase("round" + round);
                Path home = folder.resolve("home" + round);
                List<Callable<String>> opening = Collections.nCopies(4, () -> opened(home, address));
                List<String> others = new ArrayList<>();
                for (Future<String> said : hosts.invokeAll(opening)) {
                    if (!said.get().isEmpty()) {
                        others.add(said.get());
                    }
                }
                others.forEach(said -> assertTrue(said.contains("is being written to by process "), said));
                assertTrue(others.size() < 4);
            }
        } finally {
            hosts.shutdownNow();
        }
    }

    /** What one is told who opens a store to write; nothing when it could. */
    private static String opened(Path home, CatalogAddress address) {
        try (Store store = Store.openToWrite(home, address, "test", CLOCK)) {
            return store.partitions().isEmpty() ? "" : "not empty";
        } catch (CostInsightsException e) {
            return e.getMessage();
        }
    }

    private void takeOver() throws Exception {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("UPDATE lease SET epoch = epoch + 1, holder = 'elsewhere 99 0 backfill'");
        }
    }

    private Connection connect() throws Exception {
        return DriverManager.getConnection(CatalogAddress.embedded().jdbcUrl(folder.resolve("store")), "store", "");
    }

    private Store open(CatalogAddress address) {
        return Store.openToWrite(folder.resolve("store"), address, "test", CLOCK);
    }

    private static boolean put(Store store, String... ids) {
        return put(store, new TableSlice(TABLE, DAY), ids);
    }

    private static boolean put(Store store, TableSlice slice, String... ids) {
        SliceRows rows = store.begin(slice);
        for (String id : ids) {
            row(rows, id, "1.5");
        }
        return store.commit(rows, store.now());
    }

    private static void row(SliceRows rows, String id, String amount) {
        rows.text(0, id);
        rows.number(1, TIME);
        rows.text(2, amount);
        rows.number(3, 1);
        rows.text(4, "{\"warehouse_id\":\"w1\"}");
        rows.endRow();
    }

    @Test
    void whoReadsIsToldWhichCommandWrites() throws Exception {
        try (PostgresServer server = new PostgresServer(Files.createDirectory(folder.resolve("server")))) {
            CatalogAddress address = server.address();
            Store writing = Store.openToWrite(folder.resolve("store"), address, "backfill", CLOCK);
            try (Store reading = Store.open(folder.resolve("store"), address, "status", CLOCK)) {
                assertEquals(Optional.of("backfill"), reading.writer());
                writing.close();
                assertEquals(Optional.empty(), reading.writer());
            }
        }
        Path embedded = folder.resolve("embedded");
        try (Store store = Store.openToWrite(embedded, CatalogAddress.embedded(), "test", CLOCK)) {
            assertEquals(Optional.of("test"), store.writer());
        }
        try (Store store = Store.open(embedded, CatalogAddress.embedded(), "status", CLOCK)) {
            assertEquals(Optional.empty(), store.writer());
        }
    }

    /** Of a catalog that commits slowly, the second host must not see what it was before. */
    @Test
    void twoHomesNeverGetOneNewCatalog() throws Exception {
        ExecutorService hosts = Executors.newFixedThreadPool(2);
        try (PostgresServer server = new PostgresServer(Files.createDirectory(folder.resolve("server")))) {
            CatalogAddress address = server.newDatabase("slow");
            try (Connection connection = DriverManager.getConnection(address.url(), "test", "");
                    var statement = connection.createStatement()) {
                statement.execute(
                        "CREATE TABLE store_version (version INTEGER NOT NULL, store_id VARCHAR(36) NOT NULL);"
                                + "INSERT INTO store_version VALUES (0, '');"
                                + "CREATE FUNCTION slowly() RETURNS trigger AS"
                                + " 'BEGIN PERFORM pg_sleep(0.5); RETURN NULL; END' LANGUAGE plpgsql;"
                                + "CREATE CONSTRAINT TRIGGER slow AFTER UPDATE ON store_version DEFERRABLE INITIALLY DEFERRED"
                                + " FOR EACH ROW EXECUTE FUNCTION slowly()");
            }
            List<Callable<String>> opening =
                    List.of(() -> read(folder.resolve("one"), address), () -> read(folder.resolve("other"), address));
            List<String> said = new ArrayList<>();
            for (Future<String> host : hosts.invokeAll(opening)) {
                said.add(host.get());
            }
            Collections.sort(said);
            assertEquals("", said.get(0));
            assertTrue(said.get(1).contains("belongs to another folder than"), said::toString);
        } finally {
            hosts.shutdownNow();
        }
    }

    private static String read(Path home, CatalogAddress address) {
        StoreFolder folder = StoreFolder.open(home);
        try (Catalog catalog = new CatalogOpener(folder, address).open(Holder.self("test"))) {
            return catalog.isLeased() ? "leased" : "";
        } catch (CostInsightsException e) {
            return e.getMessage();
        }
    }

    @Test
    void factsThatCannotBeLinkedAreCopied() throws Exception {
        Path elsewhere = Path.of("/dev/shm");
        assumeTrue(
                Files.isWritable(elsewhere) && !Files.getFileStore(elsewhere).equals(Files.getFileStore(folder)),
                "there is no second disk");
        Path disk = Files.createTempDirectory(elsewhere, "facts");
        try (DisposableFolder moved = DisposableFolder.in(disk, "facts-");
                Store store = open(CatalogAddress.embedded())) {
            put(store, "a");
            Path facts = store.folder().facts();
            Path there = moved.path().resolve("facts");
            try (Stream<Path> files = Files.walk(facts)) {
                for (Path file : files.toList()) {
                    Files.copy(file, there.resolve(facts.relativize(file).toString()));
                }
            }
            DisposableFolder.delete(facts);
            Files.createSymbolicLink(facts, there);
            try (FactView view = FactView.of(store)) {
                Partition shown = store.partitions().get(0);
                view.show(List.of(shown));
                assertEquals(shown.fileHash(), Sha256.of(view.path().resolve(shown.file())));
            }
        } finally {
            Files.delete(disk);
        }
    }

    @Test
    void aFolderThatTheEmbeddedDatabaseCannotNameIsRefused() {
        for (String name : List.of("a;b", "a\\b")) {
            Path home = folder.resolve(name);
            CostInsightsException e = assertThrows(
                    CostInsightsException.class,
                    () -> Store.openToWrite(home, CatalogAddress.embedded(), "test", CLOCK));
            assertEquals(ErrorCode.CONFIGURATION, e.code());
            assertTrue(e.getMessage().contains("cannot have its file in " + home), e.getMessage());
        }
    }
}
