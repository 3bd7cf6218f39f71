package dev.costinsights.workspace.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.costinsights.workspace.tables.SystemTables;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleSchemaTest {
    static Stream<String> tables() {
        return SharedSample.SUMMARY.rows().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void parquetHasTheColumnsOfTheDdlInItsOrderAndTypes(String path) throws SQLException {
        List<List<String>> expected = SystemTables.table(path).columns().stream()
                .map(column -> List.of(column.name(), column.type().sql().replace("\"", "")))
                .toList();
        List<List<String>> found = SharedSample.TABLES.rows("DESCRIBE FROM {" + path + "}").stream()
                .map(row -> List.of(row.get(0), row.get(1).replace("\"", "")))
                .toList();
        assertEquals(expected, found);
    }

    @Test
    void everyTableOfTheLayoutIsWritten() {
        assertEquals(
                List.of(
                        "access/workspaces_latest",
                        "billing/account_prices",
                        "billing/attributed_usage",
                        "billing/list_prices",
                        "billing/usage",
                        "compute/clusters",
                        "compute/warehouse_events",
                        "compute/warehouses",
                        "lakeflow/job_run_timeline",
                        "lakeflow/job_task_run_timeline",
                        "lakeflow/job_tasks",
                        "lakeflow/jobs",
                        "lakeflow/pipeline_update_timeline",
                        "lakeflow/pipelines",
                        "query/history",
                        "serving/endpoint_usage",
                        "serving/served_entities"),
                tables().toList());
    }

    @Test
    void nestedColumnsAreWhatTheLiveTablesShow() throws SQLException {
        assertEquals(
                List.of(List.of("DECIMAL(38,18)", "TIMESTAMP WITH TIME ZONE", "MAP(VARCHAR, VARCHAR)")),
                SharedSample.TABLES.rows("SELECT typeof(usage_quantity), typeof(usage_start_time), typeof(custom_tags)"
                        + " FROM {billing/usage} LIMIT 1"));
        assertEquals(
                List.of(List.of("STRUCT(\"default\" DECIMAL(38,18), promotional STRUCT(\"default\" DECIMAL(38,18)),"
                        + " effective_list STRUCT(\"default\" DECIMAL(38,18)))")),
                SharedSample.TABLES.rows("SELECT typeof(pricing) FROM {billing/list_prices} LIMIT 1"));
        assertEquals(
                List.of(List.of("MAP(VARCHAR, MAP(VARCHAR, VARCHAR))")),
                SharedSample.TABLES.rows("SELECT typeof(job_parameters) FROM {lakeflow/job_run_timeline} LIMIT 1"));
    }

    @Test
    void querySourceIsNeverNullAndItsLeavesNearlyAlwaysAre() throws SQLException {
        String sql = "SELECT count(*) FROM {query/history} WHERE compute.type = 'WAREHOUSE' AND ";
        assertEquals(0, SharedSample.TABLES.number(sql + "query_source.job_info IS NULL"));
        long withLeaf = SharedSample.TABLES.number(
                sql + "coalesce(query_source.job_info.job_id, query_source.dashboard_id) IS NOT NULL");
        assertEquals(true, withLeaf > 0 && withLeaf < SharedSample.STATEMENTS / 20, "with a leaf: " + withLeaf);
    }
}
