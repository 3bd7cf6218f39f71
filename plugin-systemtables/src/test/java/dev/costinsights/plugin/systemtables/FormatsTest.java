package dev.costinsights.plugin.systemtables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.UsageRecord;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One table in Parquet, JSON lines or CSV is the same table. */
class FormatsTest {

    private static final String ACCOUNT = "'a-1' AS account_id, '1234567890123456' AS workspace_id, ";

    /** A row or two of each table, with its structs, maps and arrays; by path. */
    private static final Map<String, String> TABLES = new LinkedHashMap<>();

    static {
        TABLES.put("billing/usage", "SELECT " + ACCOUNT + """
                        'r' || i AS record_id, 'AWS' AS cloud, 'ENTERPRISE_JOBS_COMPUTE_(PHOTON)' AS sku_name,
                        TIMESTAMPTZ '2026-10-05 03:00:00.000001' AS usage_start_time,
                        TIMESTAMPTZ '2026-10-05 04:00:00.999999' AS usage_end_time, DATE '2026-10-05' AS usage_date,
                        MAP {'team': 'a, "b"', 'dagster_run_id': E'x\\ny'} AS custom_tags, 'DBU' AS usage_unit,
                        CAST('-12345678901234567890.123456789012345678' AS DECIMAL(38,18)) AS usage_quantity,
                        {'job_id': '77', 'job_run_id': '88', 'cluster_id': NULL::VARCHAR,
                         'ai_gateway': {'endpoint_name': 'gw', 'endpoint_id': 'e-1'},
                         'genie': {'surface': 'ui', 'agent_id': 'g-1'}, 'leaf_of_tomorrow': 'z'} AS usage_metadata,
                        {'run_as': 'me@example.com', 'created_by': NULL::VARCHAR, 'owned_by': 'o'} AS identity_metadata,
                        CASE i WHEN 0 THEN 'RETRACTION' ELSE 'SOMETHING_NEW' END AS record_type,
                        DATE '2026-10-06' AS ingestion_date, 'JOBS' AS billing_origin_product,
                        {'is_serverless': i = 1, 'is_photon': true, 'networking': {'connectivity_type': 'X'}}
                          AS product_features, 'COMPUTE_TIME' AS usage_type FROM range(2) t(i)""");
        TABLES.put("billing/list_prices", """
                SELECT 'a-1' AS account_id, TIMESTAMPTZ '2025-04-30 23:59:59' AS price_start_time,
                NULL::TIMESTAMPTZ AS price_end_time, 'S' AS sku_name, 'AWS' AS cloud, 'USD' AS currency_code,
                'DBU' AS usage_unit, {'default': 0.400000000000000001::DECIMAL(38,18),
                'promotional': {'default': NULL::DECIMAL(38,18)},
                'effective_list': {'default': 0.2::DECIMAL(38,18)}} AS pricing""");
        TABLES.put("billing/account_prices", """
                SELECT 'a-1' AS account_id, TIMESTAMPTZ '2025-04-30 23:59:59' AS price_start_time,
                TIMESTAMPTZ '2027-01-01 00:00:00' AS price_end_time, 'S' AS sku_name, 'AWS' AS cloud,
                'USD' AS currency_code, 'DBU' AS usage_unit, {'default': 0.3::DECIMAL(38,18)} AS pricing""");
        TABLES.put("billing/attributed_usage", "SELECT " + ACCOUNT + """
                        'x1' AS record_id, {'dbsql_statement_id': 's1', 'warehouse_id': 'w1'} AS usage_metadata,
                        {'executed_by': 'u1'} AS identity_metadata, TIMESTAMPTZ '2026-10-05 03:00:00' AS start_time,
                        TIMESTAMPTZ '2026-10-05 04:00:00' AS end_time, 0.25::DECIMAL(38,18) AS active_usage_quantity,
                        ['r0', 'r1'] AS usage_record_ids,
                        {'query_tags': MAP {'k': 'v', 'dagster_run_id': 'a, "b"'}} AS granular_tags""");
        TABLES.put("query/history", "SELECT " + ACCOUNT + """
                        's' || i AS statement_id, 'u1' AS executed_by, 'dbt' AS client_application,
                        {'type': 'WAREHOUSE', 'cluster_id': NULL::VARCHAR, 'warehouse_id': 'w1'} AS compute,
                        'select 1 /* {"app": "dbt", "node_id": "model.a.b"} */' AS statement_text,
                        10::BIGINT AS waiting_for_compute_duration_ms, 20::BIGINT AS waiting_at_capacity_duration_ms,
                        30::BIGINT AS execution_duration_ms, -5::BIGINT AS compilation_duration_ms,
                        NULL::BIGINT AS total_task_duration_ms, 40::BIGINT AS result_fetch_duration_ms,
                        TIMESTAMPTZ '2026-10-05 03:00:00.5' AS start_time,
                        TIMESTAMPTZ '2026-10-05 03:00:01.25' AS end_time,
                        TIMESTAMPTZ '2026-10-05 03:00:02' AS update_time, i = 1 AS from_result_cache,
                        {'job_info': {'job_id': NULL::VARCHAR, 'job_run_id': NULL::VARCHAR, 'job_task_run_id': '5'},
                         'legacy_dashboard_id': 'd1', 'dashboard_id': NULL::VARCHAR,
                         'pipeline_info': {'pipeline_id': 'p', 'update_id': 'u'}} AS query_source,
                        MAP {'k': 'v', '@@dbt_model_name': 'm'} AS query_tags FROM range(2) t(i)""");
        TABLES.put("lakeflow/jobs", "SELECT " + ACCOUNT + """
                        '77' AS job_id, 'etl' AS name, MAP {'team': 'x'} AS tags, 'id-1' AS run_as,
                        'me@example.com' AS run_as_user_name, TIMESTAMPTZ '2024-01-01 00:00:00' AS change_time,
                        NULL::TIMESTAMPTZ AS delete_time,
                        {'kind': 'BUNDLE', 'metadata_file_path': '/x/.bundle/n/prod/state/metadata.json'} AS deployment""");
        TABLES.put("lakeflow/job_run_timeline", "SELECT " + ACCOUNT + """
                        '77' AS job_id, '88' AS run_id, TIMESTAMPTZ '2026-10-05 03:00:00' AS period_start_time,
                        TIMESTAMPTZ '2026-10-05 04:00:00' AS period_end_time, 'JOB_RUN' AS run_type, 'n' AS run_name,
                        'SUCCEEDED' AS result_state,
                        MAP {'b': MAP {'x': '2', 'z': '3'}, 'a': MAP {'x': '1'}} AS job_parameters,
                        '5' AS source_task_run_id, '4' AS root_task_run_id""");
        TABLES.put("lakeflow/job_task_run_timeline", "SELECT " + ACCOUNT + """
                        '77' AS job_id, '99' AS run_id, '88' AS job_run_id, '88' AS parent_run_id, 'load' AS task_key,
                        TIMESTAMPTZ '2026-10-05 03:00:00' AS period_start_time,
                        TIMESTAMPTZ '2026-10-05 04:00:00' AS period_end_time, NULL::VARCHAR AS result_state,
                        [{'type': 'CLASSIC', 'cluster_id': 'c1', 'warehouse_id': NULL::VARCHAR},
                         {'type': 'WAREHOUSE', 'cluster_id': NULL::VARCHAR, 'warehouse_id': 'w1'}] AS compute,
                        ['c1', 'w1'] AS compute_ids""");
        TABLES.put("lakeflow/pipelines", "SELECT " + ACCOUNT + """
                        'p' AS pipeline_id, 'silver' AS name, 'me' AS run_as, MAP {'a': 'b'} AS tags,
                        TIMESTAMPTZ '2024-01-01 00:00:00' AS change_time,
                        TIMESTAMPTZ '2026-12-01 00:00:00' AS delete_time""");
        TABLES.put("lakeflow/pipeline_update_timeline", "SELECT " + ACCOUNT + """
                        'p' AS pipeline_id, 'u' AS update_id, 'me' AS run_as_user_name,
                        {'job_task': {'job_id': '77', 'job_task_run_id': '99'}} AS trigger_details,
                        TIMESTAMPTZ '2026-10-05 03:00:00' AS period_start_time,
                        TIMESTAMPTZ '2026-10-05 04:00:00' AS period_end_time""");
        TABLES.put("compute/clusters", "SELECT " + ACCOUNT + """
                        'c1' AS cluster_id, 'shared' AS cluster_name, 'me' AS owned_by, 'UI' AS cluster_source,
                        MAP([], [])::MAP(VARCHAR, VARCHAR) AS tags, TIMESTAMPTZ '2024-01-01 00:00:00' AS change_time,
                        NULL::TIMESTAMPTZ AS delete_time""");
        TABLES.put("compute/warehouses", "SELECT " + ACCOUNT + """
                        'w1' AS warehouse_id, 'bi' AS warehouse_name, MAP {'a': 'b'} AS tags, 'me' AS created_by,
                        TIMESTAMPTZ '2024-01-01 00:00:00' AS change_time, NULL::TIMESTAMPTZ AS delete_time""");
        TABLES.put("compute/warehouse_events", "SELECT " + ACCOUNT + """
                        'w1' AS warehouse_id, CASE i WHEN 0 THEN 'RUNNING' ELSE 'DREAMING' END AS event_type,
                        CASE i WHEN 0 THEN 2::INTEGER END AS cluster_count,
                        TIMESTAMPTZ '2024-01-01 00:00:00' AS event_time FROM range(2) t(i)""");
    }

    @TempDir
    Path folder;

    @Test
    void all_three_formats_of_all_tables_give_the_same_facts() {
        RecordedFacts parquet = export("parquet").read();

        assertEquals(EnumSet.allOf(SystemTable.class), parquet.readable());
        assertEquals(17, parquet.sorted().size());
        assertFacts(parquet.sorted(), export("csv").read().sorted());
        assertFacts(parquet.sorted(), export("jsonl").read().sorted());
    }

    @Test
    void files_of_several_formats_and_columns_in_one_folder_are_one_table() {
        String usage = TABLES.get("billing/usage");
        Export mixed = new Export(folder.resolve("mixed"))
                .copy("billing/usage/part-0.parquet", usage)
                .copy(
                        "billing/usage/year=2026/month=10/part-1.parquet",
                        "SELECT * EXCLUDE (usage_date) FROM (" + usage + ")")
                .copy(
                        "billing/usage/part-2.json",
                        "SELECT * REPLACE (CAST(usage_quantity AS VARCHAR) AS usage_quantity) FROM (" + usage + ")")
                .copy("billing/usage.csv", usage)
                .write("billing/usage/_SUCCESS", "")
                .write("billing/usage/.part-0.parquet.crc", "");

        List<UsageRecord> records = mixed.read().all(UsageRecord.class);

        assertEquals(8, records.size());
        assertEquals(2, records.stream().distinct().count());
    }

    @Test
    void the_same_files_read_twice_give_the_same_facts() {
        Export export = export("parquet");

        assertEquals(export.read().sorted(), export.read().sorted());
    }

    private Export export(String format) {
        Export export = new Export(folder.resolve(format));
        TABLES.forEach((table, query) -> export.copy(table + '.' + format, query));
        return export;
    }

    private static void assertFacts(List<String> expected, List<String> actual) {
        assertFalse(expected.isEmpty());
        assertEquals(String.join("\n", expected), String.join("\n", actual));
    }
}
