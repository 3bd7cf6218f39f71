package dev.costinsights.plugin.systemtables.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.spi.RowSink;
import dev.costinsights.core.spi.SourceColumn;
import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.core.spi.TableSlice;
import dev.costinsights.workspace.server.LocalWorkspace;
import dev.costinsights.workspace.server.WorkspaceOptions;
import dev.costinsights.workspace.server.faults.TableState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What slices are known by without their rows: the same as of their rows, and another when anything is another. */
class FingerprintsTest {

    private static final String REFUSED = "{\"statement_id\":\"01\",\"status\":{\"state\":\"FAILED\","
            + "\"sql_state\":\"42883\",\"error\":{\"error_code\":\"BAD_REQUEST\","
            + "\"message\":\"[UNRESOLVED_ROUTINE] xxhash64\"}}}";

    private static LocalWorkspace workspace;
    private static Front front;
    private static WarehouseTables source;
    private static List<SourceTable> tables;

    @BeforeAll
    static void start() throws InterruptedException {
        workspace = Reader.start(WorkspaceOptions.small());
        front = new Front(workspace.host());
        source = Reader.tables(Reader.connection(workspace, front.host()));
        tables = source.tables().stream()
                .filter(table -> table.problem() == null)
                .toList();
    }

    @AfterAll
    static void stop() {
        source.close();
        front.close();
        workspace.close();
    }

    @AfterEach
    void heal() {
        workspace.tables().clear();
        front.spoil((request, exchange, answer) -> false);
    }

    @Test
    void they_follow_from_the_rows_that_are_handed_over() throws InterruptedException {
        List<TableSlice> slices = new ArrayList<>();
        tables.forEach(table -> slices.addAll(slices(table)));
        Map<TableSlice, String> asked = source.fingerprints(slices);

        assertEquals(Set.copyOf(slices), asked.keySet());
        int filled = 0;
        for (TableSlice slice : slices) {
            Rows rows = read(source, slice);
            assertEquals(rows.fingerprint, asked.get(slice), slice.toString());
            filled += rows.count > 0 ? 1 : 0;
        }
        assertTrue(filled > tables.size(), "most tables have rows, some of them on several days");
    }

    @Test
    void any_value_that_changes_changes_them() throws InterruptedException {
        Set<String> unseen = new TreeSet<>();
        int seen = 0;
        for (SourceTable table : tables) {
            List<TableSlice> slices = slices(table);
            Set<String> filled = filled(slices);
            Map<TableSlice, String> before = source.fingerprints(slices);
            for (SourceColumn column : table.columns()) {
                if (!filled.contains(column.name())) {
                    continue;
                }
                // A few rows; all where those few have nothing there.
                if (isSeen(table, column, "rowid % 5 = 0", before) || isSeen(table, column, "true", before)) {
                    seen++;
                } else {
                    unseen.add(table.qualifiedName() + '.' + column.name());
                }
            }
            workspace.tables().clear();
        }
        assertEquals(Set.of(), unseen);
        assertTrue(seen > 100, seen + " changes were seen");
    }

    private static boolean isSeen(SourceTable table, SourceColumn column, String rows, Map<TableSlice, String> before)
            throws InterruptedException {
        workspace
                .tables()
                .replaceColumn(
                        table.qualifiedName(),
                        column.name(),
                        "CASE WHEN " + rows + " THEN " + changed(column) + " ELSE \"" + column.name() + "\" END");
        return !before.equals(source.fingerprints(List.copyOf(before.keySet())));
    }

    private static String changed(SourceColumn column) {
        String name = '"' + column.name() + '"';
        return switch (column.type()) {
            // Of a statement's text only comments are taken.
            case TEXT -> "concat(" + name + ", '/* dagster_run_id */')";
            case INTEGER, DATE, DOUBLE -> name + " + 1";
            case DECIMAL -> "CAST(" + name + " + 0.001 AS DECIMAL(38, 18))";
            case BOOLEAN -> "NOT " + name;
            case TIMESTAMP -> name + " + INTERVAL 1 MICROSECOND";
            case JSON -> "NULL";
        };
    }

    private static Set<String> filled(List<TableSlice> slices) throws InterruptedException {
        Set<String> filled = new TreeSet<>();
        for (TableSlice slice : slices) {
            Kept kept = new Kept(slice.table());
            source.read(slice, kept);
            kept.rows().forEach(row -> filled.addAll(row.keySet()));
        }
        return filled;
    }

    @Test
    void rows_that_come_and_go_change_them_and_their_order_does_not() throws InterruptedException {
        SourceTable history = Reader.table(tables, "query.history");
        List<TableSlice> slices = slices(history);
        Map<TableSlice, String> before = source.fingerprints(slices);

        workspace.tables().set("query.history", TableState.SHUFFLED);
        assertEquals(before, source.fingerprints(slices));
        workspace.tables().set("query.history", TableState.DUPLICATED);
        assertNotEquals(before, source.fingerprints(slices));
        workspace.tables().set("query.history", TableState.EMPTY);
        Map<TableSlice, String> empty = source.fingerprints(slices);
        assertNotEquals(before, empty);
        assertEquals(1, Set.copyOf(empty.values()).size());
    }

    @Test
    void a_column_that_came_changes_them() throws InterruptedException {
        SourceTable jobs = Reader.table(tables, "lakeflow.jobs");
        String before = source.fingerprints(slices(jobs)).get(new TableSlice(jobs, null));
        workspace.tables().set("lakeflow.jobs", TableState.NEW_COLUMN);
        SourceTable wider = Reader.table(source.tables(), "lakeflow.jobs");
        assertNotEquals(before, source.fingerprints(slices(wider)).get(new TableSlice(wider, null)));
    }

    @Test
    void a_bill_without_the_columns_that_it_is_cut_by_is_cut_by_others() throws InterruptedException {
        workspace.tables().withoutColumn("billing.usage", "usage_start_time");
        assertEquals(
                SourceTable.Slicing.INGESTION_DAY,
                Reader.table(source.tables(), "billing.usage").slicing());
        workspace.tables().withoutColumn("billing.usage", "ingestion_date");
        assertEquals(
                SourceTable.Slicing.EVENT_DAY,
                Reader.table(source.tables(), "billing.usage").slicing());
    }

    @Test
    void a_warehouse_that_has_no_hashes_for_a_table_hands_its_rows_over_all_the_same() throws InterruptedException {
        SourceTable jobs = Reader.table(tables, "lakeflow.jobs");
        SourceTable pipelines = Reader.table(tables, "lakeflow.pipelines");
        TableSlice slice = new TableSlice(jobs, null);
        List<TableSlice> slices = List.of(slice, new TableSlice(pipelines, null));
        long rows = read(source, slice).count;
        front.spoil((request, exchange, answer) -> request.contains("xxhash64")
                && request.contains("system.lakeflow.jobs")
                && Front.answer(exchange, 200, REFUSED));
        try (WarehouseTables fresh = Reader.tables(Reader.connection(workspace, front.host()))) {
            assertEquals(Set.of(slices.get(1)), fresh.fingerprints(slices).keySet());
            front.forget();
            Rows read = read(fresh, slice);
            assertEquals(rows, read.count);
            assertNull(read.fingerprint);
            read(fresh, slice);
            assertEquals(1, front.count("xxhash64"), "it is not asked for what it refused");
        }
    }

    @Test
    void a_question_that_breaks_off_costs_no_more_than_the_reading() throws InterruptedException {
        Map<String, String> settings = new HashMap<>(Reader.connection(workspace, front.host()));
        settings.put("attempts", "1");
        front.spoil((request, exchange, answer) -> request.contains("UNION ALL")
                && Front.answer(exchange, 503, "{\"error_code\":\"X\",\"message\":\"no\"}"));
        List<TableSlice> slices = new ArrayList<>();
        tables.forEach(table -> slices.addAll(slices(table)));
        try (WarehouseTables fresh = Reader.tables(settings)) {
            assertEquals(Map.of(), fresh.fingerprints(slices));
        }
    }

    private static List<TableSlice> slices(SourceTable table) {
        if (table.slicing() == SourceTable.Slicing.WHOLE) {
            return List.of(new TableSlice(table, null));
        }
        List<TableSlice> slices = new ArrayList<>();
        slices.add(Reader.first(table, Reader.FIRST_DAY.minusDays(2)));
        for (int day = -1; day < 6; day++) {
            LocalDate date = Reader.FIRST_DAY.plusDays(day);
            boolean inQuarters = table.slicing().hasQuarters() && day > 2;
            slices.addAll(inQuarters ? TableSlice.quarters(table, date) : List.of(new TableSlice(table, date)));
        }
        return slices;
    }

    private static Rows read(WarehouseTables from, TableSlice slice) throws InterruptedException {
        Rows rows = new Rows();
        from.read(slice, rows);
        return rows;
    }

    private static final class Rows implements RowSink {
        private long count;
        private String fingerprint;

        @Override
        public void text(int column, String value) {}

        @Override
        public void number(int column, long value) {}

        @Override
        public void endRow() {
            count++;
        }

        @Override
        public void fingerprint(String ofRows) {
            fingerprint = ofRows;
        }
    }
}
