package dev.costinsights.workspace.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bill of the simulated days, read through the real driver as the clock goes on. */
final class BillInTimeTest {
    private static final WorkspaceOptions OPTIONS = WorkspaceOptions.small();
    private static final String OF_THE_DAYS_BEFORE = " FROM system.billing.usage WHERE usage_end_time <= '2026-11-01'";

    @TempDir
    private Path folder;

    private LocalWorkspace workspace;
    private Connection connection;

    @BeforeEach
    void start() throws Exception {
        workspace = LocalWorkspace.start(OPTIONS);
        connection = SharedWorkspace.jdbc(workspace);
    }

    @AfterEach
    void stop() throws SQLException {
        connection.close();
        workspace.close();
    }

    @Test
    void aRecordIsReadWhenItHasArrivedHourByHour() throws SQLException {
        long before = number("SELECT count(*)" + OF_THE_DAYS_BEFORE);
        long grown = 0;
        for (int hour = 0; hour < 12; hour++) {
            workspace.clock().advance(Duration.ofHours(1));
            long now = number("SELECT count(*)" + OF_THE_DAYS_BEFORE);
            assertTrue(now >= before, "nothing goes away");
            grown += now > before ? 1 : 0;
            before = now;
        }
        assertTrue(grown > 6, "what is on time comes from one to twelve hours after: " + grown);
        assertEquals(
                "2026-11-01",
                one("SELECT CAST(max(ingestion_date) AS STRING) FROM system.billing.usage"),
                "what is dated later is not there");
    }

    @Test
    void retractionsAndLateRecordsComeWhenTheirDaysHaveCome() throws SQLException {
        String retractions = "SELECT count(*)" + OF_THE_DAYS_BEFORE + " AND record_type = 'RETRACTION'";
        long first = number(retractions);
        workspace.clock().advance(Duration.ofDays(3));
        long second = number(retractions);
        long late = number("SELECT count(*)" + OF_THE_DAYS_BEFORE + " AND ingestion_date > usage_date + 1");
        workspace.clock().advance(Duration.ofDays(25));
        assertTrue(number(retractions) > second && second >= first, first + ", " + second);
        assertTrue(
                number("SELECT count(*)" + OF_THE_DAYS_BEFORE + " AND ingestion_date > usage_date + 1") > late,
                "late ones");
    }

    @Test
    void inTheEndItIsTheWholeBillThatAnExportHas() throws Exception {
        String sums = "SELECT CAST(count(*) AS STRING) || ' ' || CAST(sum(usage_quantity) AS STRING) || ' '"
                + " || CAST(max(ingestion_date) AS STRING) FROM ";
        workspace.clock().advance(Duration.ofDays(120));
        String read = one(sums + "system.billing.usage");
        WorkspaceExport.write(OPTIONS, folder, (table, done, total) -> {});
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement();
                ResultSet exported = statement.executeQuery(
                        sums + "read_parquet('" + folder.resolve("billing/usage.parquet") + "')")) {
            exported.next();
            assertEquals(exported.getString(1), read);
        }
    }

    @Test
    void whatEndsAfterTheStartIsSeenWhenItHasEnded() throws Exception {
        String later =
                "SELECT count(*) FROM system.lakeflow.job_task_run_timeline WHERE period_end_time > '2026-11-01'";
        try (LocalWorkspace busy = LocalWorkspace.start(OPTIONS.withDays(1).withJobs(120));
                Connection other = SharedWorkspace.jdbc(busy)) {
            assertEquals("0", one(other, later));
            busy.clock().advance(Duration.ofDays(1));
            assertTrue(Long.parseLong(one(other, later)) > 0);
        }
    }

    private long number(String sql) throws SQLException {
        return Long.parseLong(one(sql));
    }

    private String one(String sql) throws SQLException {
        return one(connection, sql);
    }

    private static String one(Connection asked, String sql) throws SQLException {
        try (Statement statement = asked.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : null;
        }
    }
}
