package dev.costinsights.workspace.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real JDBC driver, from connect to close. */
final class JdbcTest {
    private LocalWorkspace workspace;
    private Connection connection;

    @BeforeEach
    void connect() throws Exception {
        workspace = SharedWorkspace.get();
        connection = SharedWorkspace.jdbc(workspace);
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void answersTheSimplestQuery() throws SQLException {
        assertEquals("1", one("SELECT 1"));
    }

    @Test
    void goesOverFromThriftWithAnyUrl() throws SQLException {
        String url = "jdbc:databricks://127.0.0.1:"
                + URI.create(workspace.host()).getPort() + "/default;ssl=0;AuthMech=3;UID=token;PWD="
                + workspace.token() + ";httpPath=" + workspace.httpPath();
        try (Connection usual = DriverManager.getConnection(url);
                Statement statement = usual.createStatement();
                ResultSet result = statement.executeQuery("SELECT 'over'")) {
            assertTrue(result.next());
            assertEquals("over", result.getString(1));
        }
    }

    @Test
    void readsSystemTablesByTheirTrueNames() throws SQLException {
        long rows = Long.parseLong(one("SELECT count(*) FROM system.billing.usage"));
        assertTrue(rows > 100, rows + " rows");
        try (Statement statement = connection.createStatement();
                ResultSet usage = statement.executeQuery(
                        "SELECT record_id, usage_start_time, usage_date, usage_quantity, custom_tags, usage_metadata,"
                                + " product_features.is_serverless FROM `system`.`billing`.`usage` u"
                                + " WHERE u.usage_metadata.warehouse_id IS NOT NULL"
                                + " AND usage_date >= date_sub(current_date(), 3)"
                                + " ORDER BY usage_start_time, record_id LIMIT 10")) {
            assertEquals("STRUCT", usage.getMetaData().getColumnTypeName(6).substring(0, 6));
            assertEquals("MAP", usage.getMetaData().getColumnTypeName(5).substring(0, 3));
            assertTrue(usage.next());
            assertEquals(0, usage.getTimestamp(2).getTime() % 3_600_000);
            assertTrue(usage.getBigDecimal(4).signum() > 0);
            assertEquals(18, usage.getMetaData().getScale(4));
            assertTrue(usage.getString(6).contains("\"warehouse_id\":\""), usage.getString(6));
            assertTrue(usage.getString(6).contains("\"job_id\":null"), usage.getString(6));
        }
    }

    @Test
    void countsNoRowsAsNone() throws SQLException {
        assertEquals(
                "0 0",
                one("SELECT concat_ws(' ', CAST(count(*) AS STRING), CAST(count_if(usage_quantity > 0) AS STRING))"
                        + " FROM system.billing.usage WHERE usage_date < DATE '2000-01-01'"));
    }

    @Test
    void rendersEveryTypeAsTheDriverReadsIt() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT CAST(5 AS BIGINT) l, CAST(6 AS INT) i, true b, 1.5D d,"
                        + " CAST('123456789012345678.000000000000000001' AS DECIMAL(38,18)) n, DATE '2026-10-05' AS day,"
                        + " TIMESTAMP '2026-10-05 01:02:03.456789' t, TIMESTAMP '2026-10-05T01:02:03Z' whole,"
                        + " array(1, 2) a, CAST(NULL AS STRING) nothing, 'it\\'s \"quoted\" \u00fc' s")) {
            assertTrue(row.next());
            assertEquals(5L, row.getLong("l"));
            assertEquals(6, row.getInt("i"));
            assertTrue(row.getBoolean("b"));
            assertEquals(1.5, row.getDouble("d"));
            assertEquals(new BigDecimal("123456789012345678.000000000000000001"), row.getBigDecimal("n"));
            assertEquals("2026-10-05", row.getDate("day").toString());
            assertEquals(
                    Instant.parse("2026-10-05T01:02:03.456789Z"),
                    row.getTimestamp("t").toInstant());
            assertEquals(Timestamp.from(Instant.parse("2026-10-05T01:02:03Z")), row.getTimestamp("whole"));
            assertEquals("[1,2]", row.getString("a"));
            assertNull(row.getString("nothing"));
            assertTrue(row.wasNull());
            assertEquals("it's \"quoted\" \u00fc", row.getString("s"));
            assertFalse(row.next());
        }
    }

    @Test
    void keepsDecimalsInsideStructsExact() throws SQLException {
        String pricing = one("SELECT pricing FROM system.billing.list_prices LIMIT 1");
        assertTrue(pricing.matches("\\{\"default\":\"[0-9]+\\.[0-9]{18}\",.*"), pricing);
    }

    @Test
    void bindsParameters() throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT ? + 1, ?, ? IS NULL, upper(?) WHERE 'a' <> ?")) {
            statement.setInt(1, 41);
            statement.setTimestamp(2, Timestamp.from(Instant.parse("2026-10-05T00:00:00Z")));
            statement.setNull(3, java.sql.Types.VARCHAR);
            statement.setString(4, "it's '; DROP TABLE x; --");
            statement.setString(5, "b");
            try (ResultSet row = statement.executeQuery()) {
                assertTrue(row.next());
                assertEquals(42, row.getInt(1));
                assertTrue(row.getBoolean(3));
                assertEquals("IT'S '; DROP TABLE X; --", row.getString(4));
            }
        }
    }

    @Test
    void countsWhatChanges() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "CREATE OR REPLACE TABLE main.default.counted (id BIGINT, name STRING) USING DELTA");
            assertEquals(2, statement.executeUpdate("INSERT INTO main.default.counted VALUES (1, 'a'), (2, 'b')"));
            assertEquals(1, statement.executeUpdate("UPDATE counted SET name = 'c' WHERE id = 2"));
            assertEquals("c", one("SELECT max(name) FROM counted"));
            assertEquals(2, statement.executeUpdate("DELETE FROM main.default.counted"));
            statement.executeUpdate("DROP TABLE main.default.counted");
        }
        try (PreparedStatement batch = connection.prepareStatement("SELECT ?")) {
            batch.setString(1, "x");
            assertTrue(batch.execute());
        }
    }

    @Test
    void failsAsDatabricksDoes() {
        assertFailure("SELECT * FROM system.billing.nowhere", "42P01", "[TABLE_OR_VIEW_NOT_FOUND]");
        assertFailure("SELECT * FROM nowhere.at.all", "42P01", "[TABLE_OR_VIEW_NOT_FOUND]");
        assertFailure("SELECT no_such_column FROM system.billing.usage", "42703", "[UNRESOLVED_COLUMN");
        assertFailure("SELECT usage_metadata.nothing FROM system.billing.usage", "42703", "[UNRESOLVED_COLUMN");
        assertFailure("SELEKT 1", "42601", "[PARSE_SYNTAX_ERROR]");
        assertFailure("SELECT no_such_function(1)", "42883", "[UNRESOLVED_ROUTINE]");
        assertFailure("SELECT CAST('x' AS INT)", "22018", "[CAST_INVALID_INPUT]");
        assertFailure("DELETE FROM system.billing.usage", "42501", "[INSUFFICIENT_PERMISSIONS]");
        assertFailure("SELECT * FROM read_csv('/etc/passwd')", "42501", "[INSUFFICIENT_PERMISSIONS]");
        assertFailure("SELECT * FROM facts.billing.usage", "42P01", "[TABLE_OR_VIEW_NOT_FOUND]");
        assertFailure("SELECT 1; SELECT 2", "42601", "[PARSE_SYNTAX_ERROR]");
        assertFailure("COPY system.billing.usage TO '/tmp/x'", "42601", "[PARSE_SYNTAX_ERROR]");
    }

    @Test
    void nothingFollowsAFailure() throws SQLException {
        assertFailure("SELEKT 1", "42601", "[PARSE_SYNTAX_ERROR]");
        assertEquals("2", one("SELECT 2"));
    }

    @Test
    void listsWhatThereIs() throws SQLException {
        assertEquals(List.of("main", "system"), column(connection.getMetaData().getCatalogs(), "TABLE_CAT"));
        assertTrue(column(connection.getMetaData().getSchemas("system", null), "TABLE_SCHEM")
                .contains("billing"));
        assertTrue(column(connection.getMetaData().getTables("system", "billing", "%", null), "TABLE_NAME")
                .containsAll(List.of("usage", "list_prices")));
        assertTrue(column(connection.getMetaData().getColumns("system", "billing", "usage", "%"), "COLUMN_NAME")
                .containsAll(List.of("usage_quantity", "usage_metadata")));
        assertTrue(column(connection.getMetaData().getPrimaryKeys("system", "billing", "usage"), "COLUMN_NAME")
                .isEmpty());
        assertEquals("usage_quantity", one("SHOW COLUMNS IN system.billing.usage LIKE 'usage_q*'", 4));
        assertEquals("account_id", one("DESCRIBE TABLE system.billing.usage"));
        assertEquals("a", one("DESCRIBE QUERY SELECT 1 AS a"));
    }

    @Test
    void remembersCatalogSchemaAndTags() throws SQLException {
        connection.setCatalog("system");
        connection.setSchema("billing");
        assertEquals("system", connection.getCatalog());
        assertEquals("billing", connection.getSchema());
        assertTrue(Long.parseLong(one("SELECT count(*) FROM list_prices")) > 0);
        assertEquals("eng", one("SET QUERY_TAGS['team'] = 'eng', QUERY_TAGS['job'] = 'a:b'", 2));
        assertEquals("team:eng,job:a\\:b", one("SET query_tags", 2));
        one("SET QUERY_TAGS['team'] = UNSET");
        assertEquals("job:a\\:b", one("SET query_tags", 2));
        SQLException failure = assertThrows(SQLException.class, () -> connection.setCatalog("nowhere"));
        assertTrue(failure.getMessage().contains("nowhere"), failure.getMessage());
    }

    @Test
    void streamsManyRowsInChunks() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT i, repeat('x', 100) AS filler FROM range(120000) AS r(i)")) {
            long expected = 0;
            while (rows.next()) {
                assertEquals(expected++, rows.getLong(1));
            }
            assertEquals(120_000, expected);
        }
    }

    @Test
    void cancelsWhatRuns() throws Exception {
        try (Statement statement = connection.createStatement()) {
            // The driver cancels nothing before it knows the statement's id.
            ScheduledExecutorService canceller = Executors.newSingleThreadScheduledExecutor();
            var unused = canceller.scheduleWithFixedDelay(() -> cancel(statement), 200, 200, TimeUnit.MILLISECONDS);
            SQLException cancelled = assertThrows(
                    SQLException.class,
                    () -> statement.executeQuery(
                            "SELECT count(*) FROM range(100000000) a, range(100000) b WHERE a.range % 7 = b.range % 11"));
            canceller.shutdownNow();
            assertEquals("HY008", cancelled.getSQLState(), cancelled.getMessage());
        }
    }

    @Test
    void refusesWrongTokensAndWarehouses() {
        SQLException wrong = assertThrows(
                SQLException.class, () -> SharedWorkspace.jdbc(workspace, "dapiwrong", workspace.httpPath()));
        assertTrue(wrong.getMessage().contains("Invalid access token"), wrong.getMessage());
        SQLException nowhere = assertThrows(
                SQLException.class,
                () -> SharedWorkspace.jdbc(workspace, workspace.token(), "/sql/1.0/warehouses/nowhere"));
        assertTrue(
                nowhere.getMessage().contains("nowhere") || nowhere.getMessage().contains("warehouse"));
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertFailure(String sql, String state, String words) {
        SQLException failure = assertThrows(SQLException.class, () -> one(sql), sql);
        assertEquals(state, failure.getSQLState(), sql + ": " + failure.getMessage());
        assertTrue(failure.getMessage().contains(words), sql + ": " + failure.getMessage());
    }

    private String one(String sql) throws SQLException {
        return one(sql, 1);
    }

    private String one(String sql, int column) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(column) : null;
        }
    }

    private static List<String> column(ResultSet rows, String name) throws SQLException {
        List<String> values = new ArrayList<>();
        try (rows) {
            while (rows.next()) {
                values.add(rows.getString(name));
            }
        }
        return values;
    }
}
