package dev.costinsights.plugin.systemtables.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.spi.SourceColumn;
import dev.costinsights.core.spi.SourceTable;
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
        assertEquals(19, tables.size());
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
}
