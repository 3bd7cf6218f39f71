package dev.costinsights.host.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.Charge;
import dev.costinsights.workspace.server.WorkspaceExport;
import dev.costinsights.workspace.server.WorkspaceOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The truth that an exported workspace has beside its tables. */
final class WorkspaceTruthTest {
    private static final WorkspaceOptions OPTIONS = WorkspaceOptions.small();
    private static final String WITHIN = " WHERE usage_start_time < TIMESTAMPTZ '2026-11-01 00:00:00+00'";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void export() throws IOException, InterruptedException {
        WorkspaceExport.write(OPTIONS, folder, (table, done, total) -> {});
    }

    @Test
    void aCompanyHasAsManyJobsAsWereAskedForAndStatementsPipelinesAndPeople() throws Exception {
        Map<String, BigDecimal> kinds = query("SELECT execution_type, count(DISTINCT execution_id) FROM truth"
                + " WHERE execution_type IS NOT NULL GROUP BY 1");
        assertTrue(kinds.get("STATEMENT").intValue() > OPTIONS.days() * OPTIONS.jobs(), kinds::toString);
        assertTrue(kinds.get("PIPELINE_UPDATE").signum() > 0
                && kinds.get("PIPELINE_MAINTENANCE").signum() > 0);
        BigDecimal jobs = query("SELECT 'all', count(DISTINCT job_id) FROM runs WHERE run_id IN"
                        + " (SELECT job_run_id FROM truth)")
                .get("all");
        assertEquals(OPTIONS.jobs(), jobs.intValue());
    }

    @Test
    void ofEachWarehouseAndClusterTheTruthIsWhatIsBilledInTheEnd() throws Exception {
        for (String resource : new String[] {"warehouse_id", "cluster_id"}) {
            Map<String, BigDecimal> truth = query("SELECT " + resource + ", sum(usage_quantity) FROM truth WHERE "
                    + resource + " IS NOT NULL GROUP BY 1");
            Map<String, BigDecimal> billed = query("SELECT usage_metadata." + resource + ", sum(usage_quantity)"
                    + " FROM usage WHERE usage_metadata." + resource + " IN (SELECT " + resource
                    + " FROM truth) GROUP BY 1");
            assertFalse(truth.isEmpty());
            assertEquals(truth, billed);
        }
    }

    @Test
    void whatTheBillNamesIsAttributedAsItTrulyWas() throws Exception {
        Map<String, BigDecimal> truth =
                query("SELECT coalesce(job_run_id, execution_id), sum(usage_quantity) FROM truth" + WITHIN
                        + " AND (sku_name LIKE '%JOBS%' OR sku_name LIKE '%DLT%') GROUP BY 1");
        Map<String, BigDecimal> ours = new HashMap<>();
        Accuracy.attribute(folder, OPTIONS.days(), row -> {
            if (row.category() == Category.DIRECT) {
                String run = row.context().updateId() == null ? row.context().jobRunId() : null;
                String id = run == null ? row.executionId() : run;
                ours.merge(id, row.quantity().toDecimal(Charge.QUANTITY_SCALE), BigDecimal::add);
            }
        });
        ours.keySet().retainAll(truth.keySet());
        ours.replaceAll((id, quantity) -> quantity.stripTrailingZeros());
        assertEquals(truth, ours);
    }

    private static Map<String, BigDecimal> query(String sql) throws SQLException {
        Map<String, BigDecimal> found = new HashMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            view(statement, "truth", "truth/consumption");
            view(statement, "usage", "billing/usage");
            view(statement, "runs", "lakeflow/job_run_timeline");
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    found.put(rows.getString(1), rows.getBigDecimal(2).stripTrailingZeros());
                }
            }
        }
        return found;
    }

    private static void view(Statement statement, String name, String table) throws SQLException {
        statement.execute(
                "CREATE VIEW " + name + " AS FROM read_parquet('" + folder.resolve(table + ".parquet") + "')");
    }
}
