package dev.costinsights.plugin.systemtables.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.spi.SourceColumn;
import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.core.spi.TableSlice;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the real driver brings from a workspace. */
class WarehouseTablesTest {

    private static WarehouseTables source;
    private static List<SourceTable> tables;

    @BeforeAll
    static void ask() throws InterruptedException {
        source = Reader.tables(
                Reader.connection(Reader.workspace(), Reader.workspace().host()));
        tables = source.tables();
    }

    @AfterAll
    static void close() {
        source.close();
    }

    @Test
    void every_table_is_there_with_its_columns_or_a_reason() {
        assertEquals(18, tables.size());
        for (SourceTable table : tables) {
            assertTrue(table.columns().isEmpty() == (table.problem() != null), table.toString());
        }
        List<String> missing = tables.stream()
                .filter(table -> table.problem() != null)
                .map(SourceTable::qualifiedName)
                .toList();
        assertEquals(List.of("operational_data.jobs_cost"), missing);
    }

    @Test
    void the_bill_comes_by_the_day_on_which_it_arrived() {
        SourceTable usage = Reader.table(tables, "billing.usage");
        Map<String, SourceColumn.Type> types = new TreeMap<>();
        usage.columns().forEach(column -> types.put(column.name(), column.type()));

        assertEquals(SourceTable.Slicing.INGESTION_QUARTER, usage.slicing());
        assertEquals("", usage.region());
        assertEquals(SourceColumn.Type.TEXT, types.get("record_id"));
        assertEquals(SourceColumn.Type.DECIMAL, types.get("usage_quantity"));
        assertEquals(SourceColumn.Type.TIMESTAMP, types.get("usage_start_time"));
        assertEquals(SourceColumn.Type.DATE, types.get("ingestion_date"));
        assertEquals(SourceColumn.Type.JSON, types.get("usage_metadata"));
        assertEquals(SourceColumn.Type.JSON, types.get("custom_tags"));
    }

    @Test
    void statements_leave_nothing_behind_but_their_context() throws InterruptedException {
        SourceTable history = Reader.table(tables, "query.history");
        assertFalse(history.columns().stream().anyMatch(column -> column.name().equals("error_message")));
        List<Map<String, String>> rows = Reader.all(source, history);
        assertFalse(rows.isEmpty());
        for (Map<String, String> row : rows) {
            String text = row.get("statement_text");
            assertTrue(text == null || text.startsWith("/*") || text.startsWith("--"), text);
        }
        assertTrue(rows.stream().anyMatch(row -> row.get("statement_text") != null), "some carry a context");
        assertNotNull(rows.get(0).get("start_time"));
    }

    @Test
    void of_the_events_before_the_first_day_come_the_last_ones_of_each_warehouse() throws InterruptedException {
        SourceTable events = Reader.table(tables, "compute.warehouse_events");
        assertEquals(SourceTable.Slicing.STATE_QUARTER, events.slicing());
        List<Map<String, String>> all = Reader.all(source, events);
        LocalDate first = Reader.FIRST_DAY.plusDays(1);
        Map<String, Instant> last = new HashMap<>();
        for (Map<String, String> event : all) {
            if (day(event).isBefore(first)) {
                last.merge(warehouse(event), time(event), (a, b) -> a.isAfter(b) ? a : b);
            }
        }
        List<Map<String, String>> expected = all.stream()
                .filter(event -> day(event).equals(first)
                        || (day(event).isBefore(first) && time(event).equals(last.get(warehouse(event)))))
                .toList();
        assertTrue(last.size() > 1, "several warehouses have events before");

        Kept kept = new Kept(events);
        source.read(TableSlice.andBefore(events, first), kept);
        assertEquals(
                expected.stream().map(Kept::line).sorted().toList(),
                kept.rows().stream().map(Kept::line).sorted().toList());
    }

    /** Ids are of a workspace. */
    private static String warehouse(Map<String, String> event) {
        return event.get("workspace_id") + ' ' + event.get("warehouse_id");
    }

    private static Instant time(Map<String, String> event) {
        return Instant.parse(event.get("event_time"));
    }

    private static LocalDate day(Map<String, String> event) {
        return LocalDate.ofInstant(time(event), ZoneOffset.UTC);
    }
}
