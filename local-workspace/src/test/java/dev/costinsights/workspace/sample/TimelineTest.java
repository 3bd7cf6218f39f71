package dev.costinsights.workspace.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final Tables TABLES = SharedSample.TABLES;

    @Test
    void onlyTheLastSliceOfAnAttemptHasAResult() throws SQLException {
        assertEquals(
                0,
                TABLES.number("SELECT count(*) FROM (SELECT run_id, result_state, lead(run_id) OVER w AS next"
                        + " FROM {lakeflow/job_run_timeline} WINDOW w AS (PARTITION BY run_id ORDER BY period_start_time))"
                        + " WHERE next IS NULL AND result_state IS NULL"));
        assertTrue(TABLES.number("SELECT count(*) FROM {lakeflow/job_run_timeline} WHERE result_state IS NULL") > 0);
    }

    @Test
    void noSliceIsLongerThanAnHourAndSomeRunsIgnoreTheClock() throws SQLException {
        for (String table : new String[] {"job_run_timeline", "job_task_run_timeline", "pipeline_update_timeline"}) {
            assertEquals(
                    0,
                    TABLES.number("SELECT count(*) FROM {lakeflow/" + table
                            + "} WHERE period_end_time - period_start_time > INTERVAL 1 HOUR"));
        }
        assertTrue(TABLES.number("SELECT count(*) FROM {lakeflow/job_run_timeline} WHERE result_state IS NULL"
                        + " AND period_end_time <> date_trunc('hour', period_end_time)")
                > 0);
    }

    @Test
    void aRepairedRunKeepsItsIdAndEndsTwice() throws SQLException {
        long repaired = TABLES.number("SELECT count(*) FROM (SELECT workspace_id, run_id FROM"
                + " {lakeflow/job_run_timeline} WHERE result_state IS NOT NULL GROUP BY ALL HAVING count(*) > 1)");
        assertEquals(SharedSample.SUMMARY.traps().get(Trap.REPAIRED_RUN), repaired);
    }

    @Test
    void everyBilledRunIsInTheTimeline() throws SQLException {
        assertEquals(
                0,
                TABLES.number(
                        "SELECT count(*) FROM (SELECT workspace_id, usage_metadata.job_id, usage_metadata.job_run_id"
                                + " FROM {billing/usage} WHERE billing_origin_product = 'JOBS' AND usage_metadata.job_name"
                                + " IS DISTINCT FROM 'forgotten' EXCEPT SELECT workspace_id, job_id, run_id"
                                + " FROM {lakeflow/job_run_timeline})"));
    }

    @Test
    void everyBilledUpdateIsInTheTimeline() throws SQLException {
        assertEquals(
                0,
                TABLES.number(
                        "SELECT count(*) FROM (SELECT workspace_id, usage_metadata.dlt_pipeline_id,"
                                + " usage_metadata.dlt_update_id FROM {billing/usage} WHERE usage_metadata.dlt_update_id IS NOT NULL"
                                + " EXCEPT SELECT workspace_id, pipeline_id, update_id FROM {lakeflow/pipeline_update_timeline})"));
    }

    @Test
    void everyTaskBelongsToARunOfItsJob() throws SQLException {
        assertEquals(
                0,
                TABLES.number("SELECT count(*) FROM (SELECT workspace_id, job_id, job_run_id FROM"
                        + " {lakeflow/job_task_run_timeline} EXCEPT SELECT workspace_id, job_id, run_id"
                        + " FROM {lakeflow/job_run_timeline})"));
    }

    @Test
    void aChildRunNamesTheTaskThatStartedIt() throws SQLException {
        assertEquals(
                0,
                TABLES.number("SELECT count(*) FROM (SELECT source_task_run_id FROM {lakeflow/job_run_timeline}"
                        + " WHERE source_task_run_id IS NOT NULL EXCEPT SELECT run_id FROM"
                        + " {lakeflow/job_task_run_timeline} WHERE task_key = 'start_child')"));
    }

    @Test
    void aStatementOfASqlTaskRunsWhileTheTaskRuns() throws SQLException {
        String linked = "SELECT query_source.job_info.job_task_run_id AS task, start_time FROM {query/history}"
                + " WHERE compute.type = 'WAREHOUSE' AND query_source.job_info.job_task_run_id IS NOT NULL";
        assertTrue(TABLES.number("SELECT count(*) FROM (" + linked + ")") > 0);
        assertEquals(
                0,
                TABLES.number(
                        "SELECT count(*) FROM (" + linked + ") q LEFT JOIN (SELECT run_id, min(period_start_time) AS a,"
                                + " max(period_end_time) AS b FROM {lakeflow/job_task_run_timeline} GROUP BY 1) t ON t.run_id = q.task"
                                + " WHERE t.run_id IS NULL OR q.start_time < t.a OR q.start_time >= t.b"));
    }

    @Test
    void aJobOnAnAllPurposeClusterRunsWhileTheClusterIsBilled() throws SQLException {
        String onClusters =
                "SELECT DISTINCT t.workspace_id, compute_ids[1] AS cluster, date_trunc('hour', period_start_time)"
                        + " AS hour FROM {lakeflow/job_task_run_timeline} t JOIN {compute/clusters} c ON c.cluster_id = compute_ids[1]"
                        + " AND c.cluster_source IN ('UI', 'API')";
        assertTrue(TABLES.number("SELECT count(*) FROM (" + onClusters + ")") > 0);
        assertEquals(
                0,
                TABLES.number("SELECT count(*) FROM (" + onClusters
                        + " EXCEPT SELECT workspace_id, usage_metadata.cluster_id,"
                        + " date_trunc('hour', usage_start_time) FROM {billing/usage})"));
    }
}
