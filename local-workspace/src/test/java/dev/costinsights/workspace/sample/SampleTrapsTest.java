package dev.costinsights.workspace.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SampleTrapsTest {
    private static final Tables TABLES = SharedSample.TABLES;

    @ParameterizedTest
    @EnumSource(Trap.class)
    void everyTrapIsPlantedEvenInASmallSample(Trap trap) {
        assertTrue(SharedSample.SUMMARY.traps().get(trap) > 0);
    }

    /** The summary's count against a query that knows nothing of the generator. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RETRACTION            | billing/usage | record_type = 'RETRACTION'
            RESTATEMENT           | billing/usage | record_type = 'RESTATEMENT'
            ZERO_LENGTH_RECORD    | billing/usage | usage_start_time = usage_end_time
            END_BEFORE_START      | billing/usage | usage_end_time < usage_start_time
            RECORD_OF_49_HOURS    | billing/usage | usage_end_time = usage_start_time + INTERVAL 49 HOURS
            NEGATIVE_ORIGINAL     | billing/usage | record_type = 'ORIGINAL' AND usage_quantity < 0
            TINY_QUANTITY         | billing/usage | usage_quantity = 0.000000000000000001::DECIMAL(38,18)
            HUGE_QUANTITY         | billing/usage | usage_quantity = 90000000000000000000
            MEGABYTE_TAG          | billing/usage | len(custom_tags['note']) = 1048576
            UNKNOWN_PRODUCT       | billing/usage | billing_origin_product = 'QUANTUM_ANNEALING'
            NEVER_STOPPING_WAREHOUSE | compute/warehouses | auto_stop_minutes = 0
            SCALE_OUT             | compute/warehouse_events | event_type = 'SCALED_UP'
            WORKFLOW_RUN          | lakeflow/job_run_timeline | run_type = 'WORKFLOW_RUN'
            SKIPPED_RUN           | lakeflow/job_run_timeline | result_state = 'SKIPPED' AND period_start_time = period_end_time
            """)
    void countsAreWhatTheFilesHold(Trap trap, String table, String condition) throws SQLException {
        long found = TABLES.number("SELECT count(*) FROM {" + table + "} WHERE " + condition);
        assertEquals(SharedSample.SUMMARY.traps().get(trap), found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            billing/usage | ingestion_date BETWEEN usage_date + 10 AND usage_date + 40
            billing/usage | workspace_id IS NULL
            billing/usage | workspace_id = '0'
            billing/usage | custom_tags IS NULL
            billing/usage | len(map_keys(custom_tags)) = 0
            billing/usage | custom_tags['dagster_snowflake_opaque_id'] IS NOT NULL
            billing/usage | custom_tags['cost_insights_opaque_id'] IS NOT NULL
            billing/usage | custom_tags['cost_insights_opaque_id'] <> custom_tags['dagster_snowflake_opaque_id']
            billing/usage | list_any_value(map_keys(custom_tags)) LIKE 'dagster_databricks_opaque_id:%'
            billing/usage | billing_origin_product = 'SQL' AND usage_metadata.dlt_pipeline_id IS NOT NULL AND usage_metadata.uc_table_name IS NOT NULL
            billing/usage | usage_metadata.dlt_maintenance_id IS NOT NULL
            billing/usage | usage_metadata.genie.agent_id IS NOT NULL
            billing/usage | usage_metadata.ai_gateway.endpoint_id IS NOT NULL
            billing/usage | identity_metadata.run_as = '__REDACTED__'
            query/history | query_tags['dagster_snowflake_opaque_id'] IS NOT NULL
            query/history | query_tags['dagster_asset_key'] IS NOT NULL
            query/history | query_tags['cost_insights_opaque_id'] IS NOT NULL
            query/history | query_tags['@@dbt_model_name'] IS NOT NULL
            query/history | statement_text LIKE '/* {"app": "dbt"%'
            query/history | statement_text LIKE '%databricks_dagster_dbt_v1_opaque_id[[[%]]]%'
            query/history | statement_text = '<Redacted>'
            query/history | executed_by = '__REDACTED__'
            query/history | query_source.job_info.job_task_run_id IS NOT NULL AND query_source.job_info.job_run_id IS NULL AND compute.type = 'WAREHOUSE'
            query/history | compute.type = 'SERVERLESS_COMPUTE' AND query_source.pipeline_info.update_id IS NOT NULL
            query/history | total_duration_ms > 600000
            lakeflow/job_run_timeline | run_name LIKE '% [cost\\_insights:%]' ESCAPE '\\'
            lakeflow/job_run_timeline | list_any_value(map_values(job_parameters))['dagster_snowflake_opaque_id'] IS NOT NULL
            lakeflow/jobs | delete_time IS NOT NULL
            lakeflow/jobs | deployment.kind = 'BUNDLE'
            lakeflow/jobs | name LIKE '=%'
            lakeflow/pipelines | tags['dagster_snowflake_opaque_id'] IS NOT NULL
            compute/clusters | cluster_source = 'API'
            compute/clusters | cluster_source = 'UI'
            """)
    void theSampleHas(String table, String condition) throws SQLException {
        assertTrue(TABLES.number("SELECT count(*) FROM {" + table + "} WHERE " + condition) > 0);
    }

    @Test
    void aRetractionIsANegativeCopyWithAnIdOfItsOwn() throws SQLException {
        String key = "workspace_id, sku_name, usage_start_time, usage_end_time, usage_metadata, custom_tags";
        assertEquals(
                0,
                TABLES.number("SELECT count(*) FROM (SELECT " + key
                        + ", -usage_quantity AS q FROM {billing/usage} WHERE record_type = 'RETRACTION'"
                        + " EXCEPT SELECT " + key
                        + ", usage_quantity FROM {billing/usage} WHERE record_type = 'ORIGINAL')"));
        assertEquals(
                0,
                TABLES.number(
                        "SELECT count(*) FROM (SELECT record_id FROM {billing/usage} WHERE record_type = 'RETRACTION'"
                                + " INTERSECT SELECT record_id FROM {billing/usage} WHERE record_type = 'ORIGINAL')"));
    }

    @Test
    void twoRowsOfOneRecordAreTheSameInEveryColumn() throws SQLException {
        assertEquals(
                TABLES.number("SELECT count(DISTINCT record_id) FROM {billing/usage}"),
                TABLES.number("SELECT count(*) FROM (SELECT DISTINCT * FROM {billing/usage})"));
    }

    @Test
    void aWarehouseIdOfTwoWorkspacesMeansTwoThings() throws SQLException {
        assertEquals(
                1,
                TABLES.number("SELECT count(*) FROM (SELECT warehouse_id FROM {compute/warehouses}"
                        + " GROUP BY 1 HAVING count(DISTINCT workspace_id) > 1)"));
    }
}
