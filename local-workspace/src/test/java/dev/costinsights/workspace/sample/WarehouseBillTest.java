package dev.costinsights.workspace.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WarehouseBillTest {
    private static final Tables TABLES = SharedSample.TABLES;
    private static final long HOUR = 3_600_000;
    private static final Map<String, Integer> DBU_PER_HOUR =
            Map.of("2X_SMALL", 4, "X_SMALL", 6, "SMALL", 12, "MEDIUM", 24, "LARGE", 40, "X_LARGE", 80);

    @Test
    void eachWarehouseHourIsBilledItsClusterTimeByTheEventsTimesTheRate() throws SQLException {
        Map<String, BigDecimal> expected = new HashMap<>();
        for (List<String> row : TABLES.rows("SELECT e.workspace_id, e.warehouse_id, w.warehouse_size,"
                + " cluster_count, epoch_ms(event_time) AS t, lead(epoch_ms(event_time), 1, 1793491200000) OVER"
                + " (PARTITION BY e.workspace_id, e.warehouse_id ORDER BY event_time) AS next"
                + " FROM {compute/warehouse_events} e JOIN (SELECT DISTINCT workspace_id, warehouse_id, warehouse_size"
                + " FROM {compute/warehouses}) w USING (workspace_id, warehouse_id)")) {
            long millis = Long.parseLong(row.get(3));
            long from = Math.max(Long.parseLong(row.get(4)), 1_793_491_200_000L - 30 * 24 * HOUR);
            long to = Math.min(Long.parseLong(row.get(5)), 1_793_491_200_000L);
            for (long t = from; t < to && millis > 0; t = t / HOUR * HOUR + HOUR) {
                long part = Math.min(to, t / HOUR * HOUR + HOUR) - t;
                expected.merge(
                        row.get(0) + ' ' + row.get(1) + ' ' + t / HOUR,
                        BigDecimal.valueOf(part * millis * DBU_PER_HOUR.get(row.get(2))),
                        BigDecimal::add);
            }
        }
        Map<String, BigDecimal> billed = new HashMap<>();
        for (List<String> row :
                TABLES.rows("SELECT DISTINCT workspace_id || ' ' || usage_metadata.warehouse_id || ' ' ||"
                        + " epoch_ms(usage_start_time) // 3600000, usage_quantity FROM {billing/usage} u WHERE record_type ="
                        + " 'ORIGINAL' AND (workspace_id, usage_metadata.warehouse_id) IN (SELECT (workspace_id, warehouse_id)"
                        + " FROM {compute/warehouse_events})")) {
            billed.put(row.get(0), new BigDecimal(row.get(1)));
        }
        expected.replaceAll((key, units) -> units.divide(BigDecimal.valueOf(HOUR), 18, RoundingMode.HALF_EVEN));
        assertTrue(expected.size() > 1_000);
        assertEquals(expected, billed);
    }

    @Test
    void statesFollowEachOtherAsTheyDoInLife() throws SQLException {
        assertEquals(
                0,
                TABLES.number("SELECT count(*) FROM (SELECT event_type AS now, lag(event_type) OVER (PARTITION BY"
                        + " workspace_id, warehouse_id ORDER BY event_time) AS before FROM {compute/warehouse_events})"
                        + " WHERE (now = 'STARTING' AND before <> 'STOPPED') OR (now = 'RUNNING' AND before <> 'STARTING')"
                        + " OR (now = 'STOPPED' AND before <> 'STOPPING')"
                        + " OR (now LIKE 'SCALED%' AND before NOT IN ('RUNNING', 'SCALED_UP', 'SCALED_DOWN'))"));
    }

    @Test
    void noMoreThanTenStatementsAtATimeRunOnACluster() throws SQLException {
        // At the start of each statement: those already active on the same warehouse.
        assertEquals(
                0,
                TABLES.number("WITH s AS (SELECT DISTINCT workspace_id, compute.warehouse_id AS w, statement_id,"
                        + " epoch_ms(start_time) + waiting_for_compute_duration_ms + waiting_at_capacity_duration_ms AS a,"
                        + " epoch_ms(end_time) + result_fetch_duration_ms AS b FROM {query/history}"
                        + " WHERE compute.type = 'WAREHOUSE'), m AS (SELECT workspace_id, warehouse_id AS w,"
                        + " max(max_clusters) AS k FROM {compute/warehouses} GROUP BY ALL),"
                        + " e AS (SELECT workspace_id, w, a AS t, 1 AS d FROM s"
                        + " UNION ALL SELECT workspace_id, w, b, -1 FROM s),"
                        + " n AS (SELECT workspace_id, w, sum(d) OVER (PARTITION BY workspace_id, w ORDER BY t, d) AS c FROM e)"
                        + " SELECT count(*) FROM n JOIN m USING (workspace_id, w) WHERE c > 10 * k"));
    }

    @Test
    void attributedUsageNeverExceedsTheRecordItSplits() throws SQLException {
        assertTrue(TABLES.number("SELECT count(*) FROM {billing/attributed_usage}") > 0);
        assertEquals(
                0,
                TABLES.number("SELECT count(*) FROM (SELECT usage_record_ids[1] AS id, sum(active_usage_quantity) AS q"
                        + " FROM {billing/attributed_usage} GROUP BY 1) a LEFT JOIN (SELECT DISTINCT record_id,"
                        + " usage_quantity FROM {billing/usage}) u ON u.record_id = a.id"
                        + " WHERE u.record_id IS NULL OR a.q > u.usage_quantity"));
    }
}
