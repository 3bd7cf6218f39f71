package dev.costinsights.host.backfill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.host.daily.DayLedgers;
import dev.costinsights.host.store.Store;
import dev.costinsights.host.store.WindowFacts;
import dev.costinsights.testkit.WorkspaceExtension;
import dev.costinsights.workspace.server.LocalWorkspace;
import dev.costinsights.workspace.server.WorkspaceExport;
import dev.costinsights.workspace.server.WorkspaceOptions;
import dev.costinsights.workspace.server.faults.Fault;
import dev.costinsights.workspace.server.faults.TableState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A workspace read through the real driver over HTTP: right, or clearly partial, whatever the other side does. */
final class BackfillOverDriverTest {

    private static final WorkspaceOptions OPTIONS = WorkspaceOptions.small();
    private static final LocalDate START = LocalDate.of(2026, 10, 30);
    private static final LocalDate END = LocalDate.of(2026, 11, 1);
    private static final TimeSpan WINDOW =
            TimeSpan.of(Instant.parse("2026-10-30T00:00:00Z"), Instant.parse("2026-11-01T00:00:00Z"));
    private static final Instant LATER = Instant.parse("2026-12-20T12:00:00Z");

    /** When the rows of a table arrive, in microseconds: some at once, some late, always the same ones. */
    private static final Map<String, String> ARRIVALS = Map.of(
            "billing.usage", late("CAST(ingestion_date AS TIMESTAMP)", "record_id"),
            "query.history", late("start_time", "statement_id"),
            "lakeflow.job_run_timeline", late("period_end_time", "run_id"),
            "lakeflow.job_task_run_timeline", late("period_end_time", "run_id"),
            "lakeflow.pipeline_update_timeline", late("period_end_time", "update_id"),
            "compute.warehouse_events", late("event_time", "warehouse_id"),
            "lakeflow.jobs", late("change_time", "job_id"),
            "lakeflow.job_tasks", late("change_time", "job_id"),
            "compute.warehouses", late("change_time", "warehouse_id"));

    @RegisterExtension
    static final WorkspaceExtension WORKSPACE = WorkspaceExtension.with(OPTIONS);

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static String expected;
    private static Set<String> once;
    private static Set<String> rowsOfOnce;

    @BeforeAll
    static void readOnce() throws Exception {
        Path export = shared.resolve("export");
        WorkspaceExport.write(OPTIONS, export, (table, done, total) -> {});
        expected = Engine.ofExport(export, WINDOW, shared.resolve("ledger"));
        workspace().clock().advance(Duration.between(OPTIONS.end(), LATER));
        try (Store store = open(shared.resolve("once"), LATER)) {
            assertFalse(backfill(store).isPartial());
            Days.with(store, DayLedgers::rebuild);
            assertEquals(expected, Engine.ofStore(store, WINDOW, shared.resolve("ledger-of-once")));
            once = Days.state(store);
            Days.with(store, List.of("compute.clusters"), DayLedgers::rebuild);
            assertEquals(once, Days.state(store), "clusters that nothing of a day mentions matter for it");
            rowsOfOnce = Days.rows(store);
        }
    }

    @AfterEach
    void heal() {
        workspace().faults().clear();
        workspace().tables().clear();
    }

    @Test
    void readingAgainChangesNothing() throws Exception {
        try (Store store = open(shared.resolve("once"), LATER)) {
            BackfillResult again = backfill(store);
            assertEquals(0, again.changed());
            assertEquals(List.of(), Days.with(store, DayLedgers::update).computed());
            assertEquals(once, Days.state(store));
        }
    }

    @Test
    void nothingNewBringsNoRowAndStillCountsAsRead() throws Exception {
        Instant now = Instant.parse("2026-11-01T09:00:00Z");
        Instant later = now.plus(1, ChronoUnit.HOURS);
        visit(now);
        try (Store store = open(folder, later)) {
            BackfillResult again = backfill(store);
            assertEquals(0, again.rows());
            assertEquals(0, again.changed());
            assertTrue(again.slices() > 20, again.toString());
            assertEquals(0, again.failed());
            long read = store.partitions().stream()
                    .filter(partition -> partition.readAt().equals(later))
                    .count();
            assertEquals(again.slices(), read);
            assertEquals(List.of(), Days.with(store, DayLedgers::update).computed());
        }
    }

    /** A value of one column that is another than when the days were read. */
    private record Change(String table, String column, String value) {}

    @Test
    void aValueThatChangesInWhatWasReadIsFound() throws Exception {
        List<Change> changes = List.of(
                new Change("billing.usage", "usage_quantity", "CAST(usage_quantity + 0.000001 AS DECIMAL(38, 18))"),
                new Change("billing.usage", "custom_tags", "MAP {'late': 'tag'}"),
                new Change("query.history", "executed_as", "statement_id"),
                new Change("query.history", "total_task_duration_ms", "total_task_duration_ms + 1"),
                new Change("lakeflow.pipeline_update_timeline", "result_state", "update_id"),
                new Change("compute.warehouse_events", "event_time", "event_time + INTERVAL 1 MICROSECOND"),
                new Change("lakeflow.jobs", "name", "job_id"));
        Instant now = Instant.parse("2026-11-01T09:00:00Z");
        for (Change change : changes) {
            workspace().tables().clear();
            now = now.plus(1, ChronoUnit.HOURS);
            visit(now);
            Set<String> before = state(folder, now);
            String some = "CASE WHEN rowid % 7 = 0 THEN " + change.value() + " ELSE " + change.column() + " END";
            workspace().tables().replaceColumn(change.table(), change.column(), some);
            now = now.plus(1, ChronoUnit.HOURS);
            visit(now);
            assertNotEquals(before, state(folder, now), change::toString);
        }
        try (Store store = open(folder.resolve("afresh"), now)) {
            backfill(store);
            Days.with(store, DayLedgers::rebuild);
            assertEquals(Days.state(store), state(folder, now));
        }
    }

    private static Set<String> state(Path home, Instant now) {
        try (Store store = open(home, now)) {
            return Days.state(store);
        }
    }

    @Test
    void rowsThatComeTwiceAndInAnotherOrderChangeNoByte() throws Exception {
        boolean twice = true;
        for (String table : ARRIVALS.keySet()) {
            workspace().tables().set(table, twice ? TableState.DUPLICATED : TableState.SHUFFLED);
            twice = !twice;
        }
        try (Store store = open(folder, LATER)) {
            assertFalse(backfill(store).isPartial());
            Days.with(store, DayLedgers::update);
            assertEquals(once, Days.state(store));
        }
    }

    @Test
    void tablesThatFillHourByHourEndWhereOneReadingEnds() throws Exception {
        long hours = Long.getLong("costinsights.hours", 24);
        Instant now = Instant.parse("2026-10-30T05:00:00Z");
        int computed = 0;
        while (now.isBefore(LATER)) {
            arrive(now);
            computed += visit(now);
            now = now.plus(now.isAfter(Instant.parse("2026-11-03T12:00:00Z")) ? 24 * 12 : hours, ChronoUnit.HOURS);
        }
        workspace().tables().clear();
        visit(LATER);
        try (Store store = open(folder, LATER)) {
            // Days that were read before they were settled are kept in quarters.
            assertTrue(store.partitions().stream()
                    .anyMatch(partition -> partition.slice().isQuarter() && partition.rows() > 0));
            assertEquals(rowsOfOnce, Days.rows(store));
            Set<String> incremental = Days.state(store);
            assertEquals(
                    store.ledgerDays().size(),
                    Days.with(store, DayLedgers::rebuild).computed().size());
            assertEquals(incremental, Days.state(store));
            assertEquals(List.of(), store.broken());
        }
        assertTrue(computed > 2, "days were computed on the way");
    }

    @ParameterizedTest(name = "{1} {0}")
    @CsvSource({"query.history, DENIED, TABLE_NOT_READABLE", "compute.warehouse_events, ABSENT, ''"})
    void aTableThatCannotBeReadIsNamedAndTheBillIsWhole(String table, TableState state, String reason)
            throws Exception {
        workspace().tables().set(table, state);
        try (Store store = open(folder, LATER)) {
            BackfillResult result = backfill(store);
            assertTrue(result.isPartial());
            CostInsightsException problem = problem(result, table);
            assertEquals(state == TableState.DENIED ? ErrorCode.PERMISSION : ErrorCode.NOT_FOUND, problem.code());
            assertTrue(problem.getMessage().contains("system." + table), problem.getMessage());
            assertTrue(facts(store).gaps().containsKey(table));
            assertTrue(facts(store).lacksEvidence());
            String ledger = Engine.ofStore(store, WINDOW, folder.resolve("ledger"));
            assertNotEquals(expected, ledger);
            assertEquals(billed(shared.resolve("ledger")), billed(folder.resolve("ledger")));
            assertTrue(Files.readString(folder.resolve("ledger/ledger.csv")).contains(reason));
        }
    }

    @Test
    void anEmptyTableIsAnAnswer() throws Exception {
        workspace().tables().set("query.history", TableState.EMPTY);
        try (Store store = open(folder, LATER)) {
            assertFalse(backfill(store).isPartial());
            assertFalse(facts(store).lacksEvidence());
            String ledger = Engine.ofStore(store, WINDOW, folder.resolve("ledger"));
            assertNotEquals(expected, ledger);
            assertEquals(billed(shared.resolve("ledger")), billed(folder.resolve("ledger")));
        }
    }

    @Test
    void aColumnOfTomorrowIsTakenAlongAndChangesNothing() throws Exception {
        for (String table : ARRIVALS.keySet()) {
            workspace().tables().set(table, TableState.NEW_COLUMN);
        }
        try (Store store = open(folder, LATER)) {
            assertFalse(backfill(store).isPartial());
            assertEquals(expected, Engine.ofStore(store, WINDOW, folder.resolve("ledger")));
        }
    }

    @ParameterizedTest(name = "{0} without {1}")
    @CsvSource({"query.history, query_tags", "billing.usage, custom_tags"})
    void aColumnThatWentLeavesTheBillWhole(String table, String column) throws Exception {
        workspace().tables().withoutColumn(table, column);
        try (Store store = open(folder, LATER)) {
            assertFalse(backfill(store).isPartial());
            Engine.ofStore(store, WINDOW, folder.resolve("ledger"));
            assertEquals(billed(shared.resolve("ledger")), billed(folder.resolve("ledger")));
        }
    }

    @Test
    void faultsOnTheWayEndInTheSameBytes() throws Exception {
        long seed = Long.getLong("costinsights.seed", System.nanoTime());
        workspace().faults().seed(seed);
        for (Fault fault : List.of(
                Fault.status(503).withRetryAfter("0"),
                Fault.status(429).withRetryAfter("0"),
                Fault.of(Fault.Kind.TRUNCATED),
                Fault.of(Fault.Kind.CLOSED),
                Fault.of(Fault.Kind.CLOSED_AFTER),
                Fault.of(Fault.Kind.SLOW).withBytesPerSecond(200_000))) {
            workspace()
                    .faults()
                    .add(fault.withMethod("POST")
                            .withPath(".*/sql/statements/?")
                            .withProbability(0.01));
        }
        try (Store store = open(folder, LATER)) {
            BackfillResult result = backfill(store);
            if (result.isPartial()) {
                heal();
                assertFalse(backfill(store).isPartial());
            }
            Days.with(store, DayLedgers::update);
            assertEquals(once, Days.state(store), () -> "replay with -Dcostinsights.seed=" + seed);
        }
    }

    /** Shows what has arrived by a moment. */
    private static void arrive(Instant now) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        ARRIVALS.forEach((table, arrival) -> workspace().tables().only(table, arrival + " <= " + micros));
    }

    private static String late(String time, String id) {
        return "epoch_us(" + time + ") + CAST(hash(" + id + ") % 30 AS BIGINT) * 3600000000";
    }

    private int visit(Instant now) throws InterruptedException {
        try (Store store = open(folder, now)) {
            assertFalse(backfill(store).isPartial());
            return Days.with(store, DayLedgers::update).computed().size();
        }
    }

    private static LocalWorkspace workspace() {
        return WORKSPACE.workspace();
    }

    private static Store open(Path home, Instant now) {
        return OverDriver.open(home, now);
    }

    private static BackfillResult backfill(Store store) throws InterruptedException {
        return OverDriver.backfill(store, WORKSPACE, START, END);
    }

    private static CostInsightsException problem(BackfillResult result, String table) {
        return result.tables().stream()
                .filter(read -> read.table().equals(table))
                .findFirst()
                .orElseThrow()
                .problem();
    }

    private static WindowFacts facts(Store store) {
        return new WindowFacts(WINDOW, store.partitions(), store.tableStates());
    }

    /** Day, workspace, SKU, unit, currency, quantity and cost of all that was billed, and what the ledger lacks of it. */
    private static List<String> billed(Path ledger) throws IOException {
        return Files.readAllLines(ledger.resolve("reconciliation.csv")).stream()
                .map(line -> line.split(",", -1))
                .map(row -> String.join(",", Arrays.asList(row).subList(0, 7)) + "," + row[13] + "," + row[14])
                .toList();
    }
}
