package dev.costinsights.host.backfill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.TableSlice;
import dev.costinsights.host.daily.DayLedgers;
import dev.costinsights.host.store.CatalogAddress;
import dev.costinsights.host.store.LedgerDay;
import dev.costinsights.host.store.Partition;
import dev.costinsights.host.store.RecordedTable;
import dev.costinsights.host.store.SliceRows;
import dev.costinsights.host.store.Store;
import dev.costinsights.host.store.WindowFacts;
import dev.costinsights.workspace.sample.SampleOptions;
import dev.costinsights.workspace.sample.SampleWriter;
import dev.costinsights.workspace.tables.TableFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
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
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the days of a store's ledger know of what was recorded at launch. */
final class RecordedDaysTest {

    private static final LocalDate START = LocalDate.of(2026, 11, 2);
    private static final LocalDate MIDDLE = START.plusDays(1);
    private static final LocalDate END = START.plusDays(3);
    /** So late that nothing of those days is read again. */
    private static final Instant NOW = Instant.parse("2026-11-09T12:00:00Z");

    private static final long MINUTE = 60_000_000L;

    private static ExportTables tables;

    @TempDir
    private Path folder;

    private Recorded recorded;

    @BeforeAll
    static void threeDays(@TempDir Path temporary) throws Exception {
        Path export = temporary.resolve("export");
        SampleWriter.write(
                SampleOptions.builder(export)
                        .days(3)
                        .end(END)
                        .statements(200)
                        .warehouses(4)
                        .otherUsage(200)
                        .format(TableFormat.PARQUET)
                        .build(),
                (table, done, total) -> {});
        tables = ExportTables.of(export);
    }

    @BeforeEach
    void nothingWasRecordedOfThem() throws Exception {
        recorded = Recorded.in(folder, "journal");
        assertEquals(3, computed().size());
        assertEquals(List.of(), recordings(), "where nothing was recorded there is nothing more in the store");
    }

    @Test
    void a_statement_and_a_run_that_were_recorded_have_their_identity_in_the_store_and_after_a_rebuild()
            throws Exception {
        String statement = executed("STATEMENT", MIDDLE);
        String run = executed("JOB_RUN", MIDDLE);
        long start = start("query.history", "statement_id", "start_time", statement);
        recorded.keep(
                Recorded.launched(ExecutionType.STATEMENT, statement, start - MINUTE, "nightly"),
                Recorded.launched(ExecutionType.JOB_RUN, run, start - 40 * 24 * 60 * MINUTE, "monthly"),
                Recorded.launched(ExecutionType.BUNDLE_DEPLOYMENT, statement, start, "never"));
        assertTrue(computed().contains(MIDDLE));

        assertEquals(Set.of("HANDLE nightly"), identities("STATEMENT", statement, MIDDLE));
        assertEquals(Set.of("HANDLE monthly"), identities("JOB_RUN", run, MIDDLE));
        try (Store store = store()) {
            Set<String> state = Days.state(store);
            Days.with(store, DayLedgers::rebuild);
            assertEquals(state, Days.state(store));
            assertEquals(List.of(), store.broken());
        }
    }

    @Test
    void a_batch_is_known_by_its_session_and_time() throws Exception {
        String statement = executed("STATEMENT", MIDDLE);
        long start = start("query.history", "statement_id", "start_time", statement);
        String session = tables.values("query.history", "statement_id", "session_id").stream()
                .filter(row -> statement.equals(row[0]))
                .map(row -> (String) row[1])
                .findFirst()
                .orElseThrow();
        long twoDays = 2 * 24 * 60 * MINUTE;
        recorded.keep(Recorded.batch(session, start - twoDays, twoDays - MINUTE, "over already"));
        computed();
        assertFalse(identities("STATEMENT", statement, MIDDLE).toString().contains("HANDLE"));

        recorded.keep(Recorded.batch(session, start - twoDays, twoDays + MINUTE, "for days"));
        assertTrue(computed().contains(MIDDLE));
        assertEquals(Set.of("HANDLE for days"), identities("STATEMENT", statement, MIDDLE));
    }

    @Test
    void a_recording_that_comes_late_changes_its_day_and_no_other() throws Exception {
        Map<LocalDate, String> before = ledgers();
        String statement = executed("STATEMENT", MIDDLE);
        long start = start("query.history", "statement_id", "start_time", statement);
        recorded.keep(Recorded.launched(ExecutionType.STATEMENT, statement, start - MINUTE, "late"));
        assertEquals(List.of(MIDDLE, MIDDLE.plusDays(1)), computed(), "as a statement that comes late");
        Map<LocalDate, String> after = ledgers();
        assertNotEquals(before.put(MIDDLE, ""), after.put(MIDDLE, ""));
        assertEquals(before, after);

        recorded.keep(Recorded.launched(ExecutionType.JOB_RUN, "nobodys", start, "late"));
        assertEquals(List.of(), computed());

        String run = executed("JOB_RUN", MIDDLE);
        before = ledgers();
        recorded.keep(Recorded.launched(ExecutionType.JOB_RUN, run, start, "late"));
        assertFalse(computed().contains(START), "nothing of that day names the run");
        after = ledgers();
        for (LocalDate day : days(run)) {
            assertNotEquals(before.put(day, ""), after.put(day, ""));
        }
        assertEquals(before, after);
    }

    @Test
    void what_says_nothing_new_changes_nothing() throws Exception {
        String statement = executed("STATEMENT", MIDDLE);
        String run = executed("JOB_RUN", MIDDLE);
        long start = start("query.history", "statement_id", "start_time", statement);
        recorded.keep(
                Recorded.launched(ExecutionType.STATEMENT, statement, start, "nightly"),
                Recorded.launched(ExecutionType.JOB_RUN, run, start, "nightly"));
        assertTrue(computed().contains(MIDDLE));

        recorded.keep(
                Recorded.ended(ExecutionType.STATEMENT, statement, start, MINUTE, "nightly"),
                Recorded.ended(ExecutionType.JOB_RUN, run, start, 9 * MINUTE, "nightly"),
                Recorded.launched(ExecutionType.JOB_RUN, run, start, "nightly"));
        assertEquals(List.of(), computed());
    }

    @Test
    void what_a_journal_forgets_the_store_keeps() throws Exception {
        recorded.keep(Recorded.some(tables, 7));
        computed();
        Set<String> state = state();

        recorded.journal().forgetAll(MIDDLE.atTime(14, 0).toInstant(ZoneOffset.UTC));
        assertEquals(List.of(), computed());
        assertEquals(state, state());
        assertEquals(List.of(), computed(true));
        assertEquals(state, state());

        recorded.journal().forgetAll(Instant.MAX);
        assertEquals(List.of(), computed(true));
        assertEquals(state, state());
    }

    @Test
    void a_run_is_one_in_however_many_files_it_is() throws Exception {
        String run = executed("JOB_RUN", MIDDLE);
        long before =
                TimeSpan.micros(START.minusDays(20).atStartOfDay(ZoneOffset.UTC).toInstant());
        recorded.keep(Recorded.launched(ExecutionType.JOB_RUN, run, before, "monthly"));
        assertTrue(computed().contains(MIDDLE));
        try (Store store = store()) {
            // As the first slice of the days that are read, this day has all older ones, too.
            TableSlice first = TableSlice.andBefore(RecordedTable.RUNS.table(), START);
            try (SliceRows rows = store.begin(first)) {
                recorded.tables(store).read(first, rows);
                assertTrue(store.commit(rows, NOW));
            }
            long files = store.partitions().stream()
                    .filter(file -> file.slice().table().equals(RecordedTable.RUNS.qualifiedName()) && file.rows() > 0)
                    .count();
            assertEquals(2, files);
            assertEquals(List.of(), Days.with(store, DayLedgers::update).computed());
        }
    }

    @Test
    void the_ledger_of_a_window_gets_what_was_recorded_before_its_end() throws Exception {
        recorded.keep(Recorded.some(tables, 7));
        computed();
        TimeSpan first = TimeSpan.of(
                START.atStartOfDay(ZoneOffset.UTC).toInstant(),
                MIDDLE.atStartOfDay(ZoneOffset.UTC).toInstant());
        try (Store store = store()) {
            List<Partition> files = new WindowFacts(first, store.partitions(), store.tableStates()).files();
            for (RecordedTable table : RecordedTable.ALL) {
                List<LocalDate> days = files.stream()
                        .filter(file -> file.slice().table().equals(table.qualifiedName()))
                        .map(file -> file.slice().day())
                        .toList();
                assertTrue(days.contains(START), days.toString());
                assertTrue(days.stream().noneMatch(day -> day.isAfter(START)), days.toString());
            }
        }
    }

    @Test
    void a_file_that_is_gone_comes_again_from_the_journal() throws Exception {
        recorded.keep(Recorded.some(tables, 7));
        computed();
        Set<String> state = state();
        for (Partition partition : recordings()) {
            Files.deleteIfExists(folder.resolve("store/facts").resolve(partition.file()));
        }
        assertEquals(List.of(), computed());
        assertEquals(state, state());
    }

    @Test
    void no_more_of_a_recording_is_kept_than_the_ledger_needs() throws Exception {
        recorded.keep(Recorded.ended(ExecutionType.JOB_RUN, "run-7", MINUTE, 9 * MINUTE, "nightly"));
        computed();
        List<Partition> runs =
                recordings().stream().filter(file -> file.rows() > 0).toList();
        assertEquals(1, runs.size());
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM '"
                        + folder.resolve("store/facts").resolve(runs.get(0).file()) + "'")) {
            assertEquals(
                    RecordedTable.RUNS.table().columns().size(),
                    row.getMetaData().getColumnCount());
            assertTrue(row.next());
            assertEquals("run-7", row.getString("run_id"));
            assertEquals(
                    "{\"opaque_id\":\"opaque-nightly\",\"orchestrator\":\"dagster\",\"job\":\"nightly\","
                            + "\"assets\":[{\"key\":\"odd [*?] \\\"name\\\" of nightly\",\"weight\":2},"
                            + "{\"key\":\"other\",\"weight\":1}],\"labels\":{\"team\":\"a\\u0000b\"}}",
                    row.getString("context"));
            assertFalse(row.next());
        }
    }

    @Test
    void a_journal_that_cannot_be_read_leaves_the_days_as_they_are() throws Exception {
        recorded.keep(Recorded.some(tables, 7));
        computed();
        Set<String> state = state();
        Path broken = folder.resolve("broken.mv.db");
        Files.write(broken, "no database".getBytes(StandardCharsets.UTF_8));
        try (Store store = store()) {
            BackfillResult result = new Backfill(store, options(false), BackfillListener.NONE)
                    .run(List.of(tables, Recorded.in(folder, "broken").tables(store)));
            assertTrue(result.isPartial());
            assertTrue(
                    result.problem().orElseThrow().contains("the journal of executions cannot be read"),
                    result::toString);
            assertEquals(List.of(), Days.with(store, DayLedgers::update).computed());
        }
        assertEquals(state, state());
    }

    private List<LocalDate> computed() throws InterruptedException {
        return computed(false);
    }

    private List<LocalDate> computed(boolean again) throws InterruptedException {
        try (Store store = store()) {
            BackfillResult result = new Backfill(store, options(again), BackfillListener.NONE)
                    .run(List.of(tables, recorded.tables(store)));
            assertFalse(result.isPartial(), result::toString);
            return Days.with(store, DayLedgers::update).computed();
        }
    }

    private static BackfillOptions options(boolean again) {
        return new BackfillOptions(START, END, 2, Duration.ofMinutes(1), Days.SETTLE, again);
    }

    private Store store() {
        return Store.openToWrite(
                folder.resolve("store"), CatalogAddress.embedded(), "test", Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Set<String> state() {
        try (Store store = store()) {
            return Days.state(store);
        }
    }

    private List<Partition> recordings() {
        try (Store store = store()) {
            return store.partitions().stream()
                    .filter(partition -> RecordedTable.isOne(partition.slice().table()))
                    .toList();
        }
    }

    private Map<LocalDate, String> ledgers() {
        Map<LocalDate, String> hashes = new TreeMap<>();
        try (Store store = store()) {
            store.ledgerDays().forEach(day -> hashes.put(day.date(), day.ledgerHash()));
        }
        return hashes;
    }

    private long start(String table, String id, String time, String of) {
        return tables.values(table, id, time).stream()
                .filter(row -> of.equals(row[0]))
                .mapToLong(row -> (Long) row[1])
                .min()
                .orElseThrow();
    }

    /** One that the ledger of a day has a row of, and that began on it. */
    private String executed(String type, LocalDate day) throws Exception {
        Set<String> ids = ledger(day, "SELECT execution_id FROM %s WHERE execution_type = '" + type + "'");
        return ids.stream()
                .filter(id -> !type.equals("STATEMENT")
                        || Math.floorDiv(start("query.history", "statement_id", "start_time", id), 1440 * MINUTE)
                                == day.toEpochDay())
                .findFirst()
                .orElseThrow();
    }

    private Set<String> identities(String type, String id, LocalDate day) throws Exception {
        return ledger(
                day,
                "SELECT identity_basis || ' ' || coalesce(orchestrator_job, '') FROM %s WHERE execution_type = '" + type
                        + "' AND execution_id = '" + id + "'");
    }

    /** The days of which the ledger has a row of a run. */
    private List<LocalDate> days(String run) throws Exception {
        List<LocalDate> days = new ArrayList<>();
        for (LocalDate day = START; day.isBefore(END); day = day.plusDays(1)) {
            if (!ledger(day, "SELECT job_run_id FROM %s WHERE job_run_id = '" + run + "'")
                    .isEmpty()) {
                days.add(day);
            }
        }
        return days;
    }

    private Set<String> ledger(LocalDate day, String sql) throws Exception {
        try (Store store = store();
                Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            LedgerDay kept = store.ledgerDays().stream()
                    .filter(ledger -> ledger.date().equals(day))
                    .findFirst()
                    .orElseThrow();
            Set<String> found = new TreeSet<>();
            try (ResultSet rows = statement.executeQuery(
                    sql.formatted("'" + store.ledgerFolder(kept).resolve("ledger.parquet") + "'"))) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }
}
