package dev.costinsights.plugin.sql;

import static dev.costinsights.plugin.sql.Current.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.databricks.client.jdbc.Driver;
import com.databricks.jdbc.api.IDatabricksConnection;
import com.databricks.jdbc.api.IDatabricksResultSet;
import com.databricks.jdbc.api.IDatabricksStatement;
import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.service.sql.ExecuteStatementRequest;
import com.databricks.sdk.service.sql.QueryTag;
import com.databricks.sdk.service.sql.StatementResponse;
import dev.costinsights.core.CostInsights;
import dev.costinsights.core.model.ResourceType;
import dev.costinsights.core.spi.Config;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionOutcome;
import dev.costinsights.core.tracking.ExecutionPhase;
import dev.costinsights.testkit.WorkspaceExtension;
import dev.costinsights.workspace.server.WorkspaceOptions;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The real driver and the real SDK against a local workspace, over HTTP. */
class WorkspaceTest {

    @RegisterExtension
    static final WorkspaceExtension WORKSPACE =
            WorkspaceExtension.with(WorkspaceOptions.small().withDays(1).withJobs(0));

    private static final String CONF = "dagster_snowflake_opaque_id:a,dagster_job_name:nightly,dagster_run_id:run-a";
    private static final String SET = "SET QUERY_TAGS['dagster_snowflake_opaque_id'] = 'a', "
            + "QUERY_TAGS['dagster_job_name'] = 'nightly', QUERY_TAGS['dagster_run_id'] = 'run-a'";

    private final Kept kept = new Kept();
    private final CostInsights insights =
            CostInsights.builder().install(new SqlPlugin()).recorder(kept).build();
    private Wire wire;

    @BeforeEach
    void connect() throws IOException {
        wire = new Wire(WORKSPACE.host());
    }

    @AfterEach
    void disconnect() {
        wire.close();
        insights.close();
    }

    @Test
    void without_a_context_the_traffic_of_jdbc_is_the_same_byte_for_byte() throws SQLException {
        scenario(bare());
        List<String> expected = wire.requests();

        scenario(insights.instrument(bare()));

        assertEquals(expected, wire.requests());
        assertTrue(expected.size() > 10, expected.toString());
        assertEquals(List.of(), kept.events);
        assertEquals(List.of(), kept.undone);
    }

    @Test
    void with_a_context_only_the_statement_that_sets_tags_is_added() throws SQLException {
        scenario(bare());
        List<String> expected = wire.requests();

        try (var scope = insights.scope(run("a"))) {
            assertNotNull(scope);
            scenario(insights.instrument(bare()));
        }

        List<String> actual = wire.requests();
        long ours = actual.stream().filter(request -> request.contains(SET)).count();
        assertEquals(1, ours, actual.toString());
        assertEquals(
                renamed(expected),
                renamed(actual.stream()
                        .filter(request -> !request.contains("SET QUERY_TAGS"))
                        .toList()));
        assertEquals(List.of(), kept.undone);
    }

    @Test
    void every_execution_is_recorded_with_the_id_that_the_driver_knows() throws SQLException {
        try (Connection connection = insights.instrument(bare());
                var scope = insights.scope(run("a"));
                Statement statement = connection.createStatement()) {
            assertNotNull(scope);
            String id;
            try (ResultSet rows = statement.executeQuery("SELECT 1")) {
                assertSame(statement, rows.getStatement());
                id = rows.unwrap(IDatabricksResultSet.class).getStatementId();
            }
            statement.execute("CREATE OR REPLACE TABLE recorded (n INT)");
            statement.executeUpdate("INSERT INTO recorded VALUES (1)");
            assertThrows(SQLException.class, () -> statement.executeQuery("SELECT nothing FROM nowhere"));

            List<ExecutionEvent> events = kept.events;
            assertEquals(4, events.size());
            assertEquals(id, events.get(0).id());
            assertEquals(4, events.stream().map(ExecutionEvent::id).distinct().count());
            assertTrue(events.stream().allMatch(event -> event.id() != null), events.toString());
            assertEquals(ExecutionOutcome.FAILED, events.get(3).outcome());
            assertEquals("127.0.0.1", events.get(0).place().host());
            assertEquals(ResourceType.WAREHOUSE, events.get(0).place().resourceType());
            assertEquals(WORKSPACE.warehouseId(), events.get(0).place().resourceId());
            String session = connection.unwrap(IDatabricksConnection.class).getConnectionId();
            assertEquals(
                    session.substring(session.lastIndexOf('|') + 1),
                    events.get(0).place().sessionId());
            assertEquals(List.of(), kept.undone);
        }
    }

    @Test
    void an_asynchronous_execution_is_recorded_as_open() throws SQLException {
        try (Connection connection = insights.instrument(bare());
                var scope = insights.scope(run("a"))) {
            assertNotNull(scope);
            String id;
            try (Statement statement = connection.createStatement()) {
                ResultSet rows = statement.unwrap(IDatabricksStatement.class).executeAsync("SELECT 1");
                id = rows.unwrap(IDatabricksResultSet.class).getStatementId();
            }
            assertEquals(id, kept.event().id());
            assertEquals(ExecutionPhase.LAUNCHED, kept.event().phase());
        }
    }

    @Test
    void the_drivers_url_opens_a_session_with_the_tags_of_the_context() throws SQLException {
        try (var scope = insights.scope(run("a"));
                Connection connection = DriverManager.getConnection(ourUrl(), "token", WORKSPACE.token());
                Statement statement = connection.createStatement()) {
            assertNotNull(scope);
            statement.executeQuery("SELECT 1").close();
        }

        List<String> requests = wire.requests();
        assertEquals(
                1,
                requests.stream()
                        .filter(request -> request.contains("\"" + CONF + "\""))
                        .count());
        assertEquals(
                0,
                requests.stream()
                        .filter(request -> request.contains("SET QUERY_TAGS"))
                        .count());
        assertEquals(1, kept.events.size());
        assertEquals(List.of(), kept.undone);
    }

    @Test
    void the_callers_own_tags_stand_before_ours_and_stay() throws SQLException {
        Properties properties = login();
        properties.setProperty("query_tags", "team:eng,dagster_job_name:mine");
        try (var scope = insights.scope(run("a"));
                Connection connection = DriverManager.getConnection(ourUrl(), properties)) {
            assertNotNull(scope);
            connection.createStatement().execute("SELECT 1");
            assertEquals("team:eng,dagster_job_name:mine", properties.getProperty("query_tags"));
        }

        String opened = wire.requests().stream()
                .filter(r -> r.contains("session_confs"))
                .findFirst()
                .orElseThrow();
        assertTrue(
                opened.contains("team:eng,dagster_job_name:mine,dagster_snowflake_opaque_id:a,dagster_run_id:run-a"),
                opened);
    }

    @Test
    void tags_in_the_callers_url_are_left_alone_and_ours_come_with_the_first_statement() throws SQLException {
        try (var scope = insights.scope(run("a"));
                Connection connection =
                        DriverManager.getConnection(ourUrl() + ";query_tags=dagster_job_name:mine", login())) {
            assertNotNull(scope);
            connection.createStatement().execute("SELECT 1");
        }

        List<String> requests = wire.requests();
        assertTrue(requests.stream().anyMatch(r -> r.contains("\"query_tags\":\"dagster_job_name:mine\"")));
        assertTrue(
                requests.stream()
                        .anyMatch(r -> r.contains("SET QUERY_TAGS['dagster_snowflake_opaque_id'] = 'a', "
                                + "QUERY_TAGS['dagster_run_id'] = 'run-a'")),
                requests.toString());
    }

    @Test
    void our_driver_without_a_context_sends_what_the_drivers_own_sends() throws SQLException {
        try (Connection connection = bare()) {
            connection.createStatement().execute("SELECT 1");
        }
        List<String> expected = wire.requests();

        try (Connection connection = DriverManager.getConnection(ourUrl(), login())) {
            connection.createStatement().execute("SELECT 1");
        }

        assertEquals(expected, wire.requests());
    }

    @Test
    void the_statement_execution_api_gets_the_tags_beside_the_callers() {
        WorkspaceClient client = client();
        assertSame(client, insights.instrument(client));
        insights.instrument(client);
        ExecuteStatementRequest request = request("SELECT 1")
                .setQueryTags(List.of(new QueryTag().setKey("team").setValue("eng")));
        StatementResponse response;
        try (var scope = insights.scope(run("a"))) {
            assertNotNull(scope);
            response = client.statementExecution().executeStatement(request);
        }

        List<String> sent =
                wire.requests().stream().filter(r -> r.startsWith("POST")).toList();
        assertEquals(1, sent.size());
        assertTrue(
                sent.get(0)
                        .contains("\"query_tags\":[{\"key\":\"team\",\"value\":\"eng\"},"
                                + "{\"key\":\"dagster_snowflake_opaque_id\",\"value\":\"a\"},"
                                + "{\"key\":\"dagster_job_name\",\"value\":\"nightly\"},"
                                + "{\"key\":\"dagster_run_id\",\"value\":\"run-a\"}]"),
                sent.get(0));
        assertEquals(1, request.getQueryTags().size());
        assertEquals(response.getStatementId(), kept.event().id());
        assertEquals(WORKSPACE.warehouseId(), kept.event().place().resourceId());
    }

    @Test
    void without_a_context_the_traffic_of_the_sdk_is_the_same_byte_for_byte() {
        sdkScenario(client());
        List<String> expected = wire.requests();

        sdkScenario(insights.instrument(client()));

        assertEquals(expected, wire.requests());
        assertEquals(List.of(), kept.events);
    }

    @Test
    void each_channel_can_be_switched_off_and_the_comment_on() throws SQLException {
        Map<String, String> settings = Map.of(
                "sql.session_tags", "false",
                "sql.statement_tags", "false",
                "sql.connect_tags", "false",
                "sql.recording", "false",
                "sql.comment", "true");
        try (CostInsights other = CostInsights.builder()
                        .install(new SqlPlugin())
                        .recorder(kept)
                        .config(Config.of(settings))
                        .build();
                var scope = other.scope(run("a"));
                Connection connection = other.instrument(bare())) {
            assertNotNull(scope);
            connection.createStatement().executeQuery("SELECT 1").close();
            other.instrument(client()).statementExecution().executeStatement(request("SELECT 2"));
        }

        String all = String.join("\n", wire.requests());
        String comment = "/* databricks_dagster_dbt_v1_opaque_id[[[a]]] dagster_job_name='nightly' "
                + "dagster_run_id='run-a' */";
        assertTrue(all.contains("\"SELECT 1 " + comment) && all.contains("\"SELECT 2 " + comment), all);
        assertTrue(!all.toLowerCase(java.util.Locale.ROOT).contains("query_tags"), all);
        assertEquals(List.of(), kept.events);
    }

    private void scenario(Connection given) throws SQLException {
        try (Connection connection = given) {
            try (Statement statement = connection.createStatement()) {
                try (ResultSet rows = statement.executeQuery("SELECT 1")) {
                    assertTrue(rows.next());
                }
                statement.execute("CREATE OR REPLACE TABLE wired (n INT, s STRING)");
                statement.executeUpdate("INSERT INTO wired VALUES (1, 'a')");
                assertThrows(SQLException.class, () -> statement.executeQuery("SELECT nothing FROM nowhere"));
            }
            try (PreparedStatement prepared = connection.prepareStatement("INSERT INTO wired VALUES (?, ?)")) {
                for (int i = 0; i < 2; i++) {
                    prepared.setInt(1, i);
                    prepared.setString(2, "v" + i);
                    prepared.addBatch();
                }
                prepared.executeBatch();
            }
            connection.getMetaData().getCatalogs().close();
        }
    }

    private void sdkScenario(WorkspaceClient client) {
        String id = client.statementExecution()
                .executeStatement(request("SELECT 1"))
                .getStatementId();
        client.statementExecution().getStatement(id);
        assertThrows(
                NotFound.class, () -> client.statementExecution().getStatement("01f00000-0000-0000-0000-000000000000"));
    }

    private Connection bare() throws SQLException {
        return new Driver().connect(url(), login());
    }

    private String url() {
        return WORKSPACE.jdbcUrl().replaceFirst("127.0.0.1:[0-9]+", "127.0.0.1:" + wire.port());
    }

    private String ourUrl() {
        return url().replace("jdbc:", "jdbc:cost-insights:");
    }

    private static Properties login() {
        Properties properties = new Properties();
        properties.setProperty("UID", "token");
        properties.setProperty("PWD", WORKSPACE.token());
        return properties;
    }

    private WorkspaceClient client() {
        return new WorkspaceClient(new DatabricksConfig()
                .setHost(wire.host())
                .setToken(WORKSPACE.token())
                .setAuthType("pat"));
    }

    private static ExecuteStatementRequest request(String sql) {
        return new ExecuteStatementRequest().setStatement(sql).setWarehouseId(WORKSPACE.warehouseId());
    }

    /** Ids of statements that we add shift the others' numbers. */
    private static List<String> renamed(List<String> requests) {
        return requests.stream()
                .map(request -> request.replaceAll("<id[0-9]+>", "<id>"))
                .toList();
    }
}
