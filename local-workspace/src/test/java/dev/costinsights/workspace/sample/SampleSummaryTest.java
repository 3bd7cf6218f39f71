package dev.costinsights.workspace.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleSummaryTest {
    private static final Tables TABLES = SharedSample.TABLES;

    @Test
    void rowsAreCountedForEveryTable() throws SQLException {
        for (var table : SharedSample.SUMMARY.rows().entrySet()) {
            assertEquals(
                    table.getValue(), TABLES.number("SELECT count(*) FROM {" + table.getKey() + "}"), table.getKey());
        }
    }

    @Test
    void thereAreExactlyAsManyStatementsOnWarehousesAsAskedFor() throws SQLException {
        assertEquals(
                SharedSample.STATEMENTS,
                TABLES.number(
                        "SELECT count(DISTINCT statement_id) FROM {query/history} WHERE compute.type = 'WAREHOUSE'"));
    }

    @Test
    void thereAreExactlyAsManyOtherUsageRowsAsAskedFor() throws SQLException {
        assertEquals(
                SharedSample.OTHER_USAGE,
                TABLES.number("SELECT count(*) FROM {billing/usage} WHERE usage_metadata.warehouse_id IS NULL"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"USD", "EUR"})
    void billedIsWhatTheFilesSay(String currency) throws SQLException {
        assertEquals(
                NaiveBill.total(TABLES, currency), SharedSample.SUMMARY.billed().get(currency));
    }

    @Test
    void sqlWarehousesAreAboutHalfOfTheBill() throws SQLException {
        long percent = TABLES.number("WITH p AS (SELECT sku_name, cloud, max(pricing.\"default\") AS price"
                + " FROM {billing/list_prices} WHERE price_end_time IS NULL AND currency_code = 'USD' GROUP BY ALL)"
                + " SELECT CAST(100 * sum(c) FILTER (w IS NOT NULL) / sum(c) AS BIGINT) FROM (SELECT"
                + " CAST(usage_quantity AS DOUBLE) * price AS c, usage_metadata.warehouse_id AS w"
                + " FROM {billing/usage} JOIN p USING (sku_name, cloud))");
        assertTrue(percent > 38 && percent < 62, "percent: " + percent);
    }

    @Test
    void progressEndsWithAllRowsOfEveryTable(@TempDir Path folder) throws Exception {
        var last = new ConcurrentHashMap<String, Long>();
        SampleSummary summary = SampleWriter.write(
                SampleOptions.builder(folder)
                        .statements(500)
                        .days(1)
                        .otherUsage(100)
                        .build(),
                (table, done, total) -> last.put(table, done));
        assertEquals(summary.rows(), last);
    }

    @Test
    void optionsOutOfRangeAreRefused(@TempDir Path folder) {
        for (var options : List.of(
                SampleOptions.builder(folder).days(0),
                SampleOptions.builder(folder).statements(-1),
                SampleOptions.builder(folder).warehouses(0),
                SampleOptions.builder(folder).otherUsage(2_000_001))) {
            assertThrows(IllegalArgumentException.class, options::build);
        }
    }
}
