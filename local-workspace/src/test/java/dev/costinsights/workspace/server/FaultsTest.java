package dev.costinsights.workspace.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.DatabricksError;
import com.databricks.sdk.core.error.platform.Unauthenticated;
import com.databricks.sdk.service.iam.MeRequest;
import com.databricks.sdk.service.jobs.CreateJob;
import com.databricks.sdk.service.jobs.ListJobsRequest;
import com.databricks.sdk.service.sql.ListQueryHistoryRequest;
import dev.costinsights.workspace.server.faults.Fault;
import dev.costinsights.workspace.server.faults.Fault.Kind;
import dev.costinsights.workspace.server.faults.TableState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every fault, as the real clients meet it. */
final class FaultsTest {
    private static final String ME = "/api/2.0/preview/scim/v2/Me";
    private static LocalWorkspace workspace;

    @BeforeAll
    static void start() throws Exception {
        workspace = LocalWorkspace.start(WorkspaceOptions.small().withDays(1));
    }

    @AfterAll
    static void stop() {
        workspace.close();
    }

    @AfterEach
    void heal() {
        workspace.faults().clear();
        workspace.tables().clear();
    }

    @Test
    void theSdkRetriesUntilTheServiceIsBack() {
        workspace.faults().add(Fault.status(503).withPath(ME).times(2).withRetryAfter("0"));
        assertEquals(
                "admin@example.com",
                SharedWorkspace.sdk(workspace).currentUser().me(new MeRequest()).getUserName());
        assertEquals(2, workspace.faults().struck());
    }

    @Test
    void anyRetryAfterIsSentAsItIs() throws Exception {
        for (String value : List.of("86400", "-1", "Wed, 21 Oct 2026 07:28:00 GMT", "soon")) {
            workspace.faults().clear();
            workspace.faults().add(Fault.status(429).withRetryAfter(value));
            HttpResponse<String> response = get(ME);
            assertEquals(429, response.statusCode());
            assertEquals(value, response.headers().firstValue("Retry-After").orElseThrow());
            assertTrue(response.body().contains("RESOURCE_EXHAUSTED"));
        }
    }

    @Test
    void connectionsCloseWithoutAnAnswer() {
        workspace.faults().add(Fault.of(Kind.CLOSED).withPath(ME));
        assertThrows(IOException.class, () -> get(ME));
    }

    @Test
    void theWorkIsDoneThoughTheAnswerIsLost() {
        workspace.faults().add(Fault.of(Kind.STATUS_AFTER).withStatus(500).withPath(".*/jobs/create"));
        WorkspaceClient client = SharedWorkspace.sdk(workspace);
        assertThrows(DatabricksError.class, () -> client.jobs().create(new CreateJob().setName("lost answer")));
        workspace.faults().clear();
        assertTrue(client.jobs()
                .list(new ListJobsRequest().setName("lost answer"))
                .iterator()
                .hasNext());
    }

    @Test
    void bodiesEndTooEarlyOrDrip() throws Exception {
        workspace.faults().add(Fault.of(Kind.TRUNCATED).withPath(ME));
        assertThrows(IOException.class, () -> get(ME));
        workspace.faults().clear();
        workspace.faults().add(Fault.of(Kind.SLOW).withPath(ME).withBytesPerSecond(200));
        assertEquals(200, get(ME).statusCode());
    }

    @Test
    void tokensExpireInTheMiddle() {
        WorkspaceClient client = SharedWorkspace.sdk(workspace);
        workspace.faults().add(Fault.of(Kind.EXPIRED_TOKEN).withPath(ME).after(1));
        client.currentUser().me(new MeRequest());
        assertThrows(Unauthenticated.class, () -> client.currentUser().me(new MeRequest()));
        workspace.tokens().grant("dapi-second", "second@example.com");
        WorkspaceClient second = new WorkspaceClient(new DatabricksConfig()
                .setHost(workspace.host())
                .setToken("dapi-second")
                .setAuthType("pat"));
        workspace.faults().clear();
        assertEquals(
                "second@example.com", second.currentUser().me(new MeRequest()).getUserName());
        workspace.tokens().expire("dapi-second");
        assertThrows(Unauthenticated.class, () -> second.currentUser().me(new MeRequest()));
    }

    @Test
    void onlyStatementsOnOneTableFail() throws SQLException {
        workspace
                .faults()
                .add(Fault.status(500).withPath("/api/2.0/sql/statements/?").withBody("list_prices"));
        try (Connection connection = SharedWorkspace.jdbc(workspace)) {
            assertTrue(count(connection, "billing.usage") > 0);
            assertThrows(SQLException.class, () -> count(connection, "billing.list_prices"));
        }
    }

    @Test
    void chanceComesFromTheSeed() throws Exception {
        List<Integer> first = statuses(5);
        assertEquals(first, statuses(5));
        assertNotEquals(first, statuses(6));
        assertTrue(first.contains(200) && first.contains(503), first.toString());
    }

    private static List<Integer> statuses(long seed) throws Exception {
        workspace.faults().clear();
        workspace.faults().seed(seed);
        workspace.faults().add(Fault.status(503).withPath(ME).withProbability(0.5));
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            statuses.add(get(ME).statusCode());
        }
        return statuses;
    }

    @Test
    void entriesComeTwiceOrInReverse() throws SQLException {
        WorkspaceClient client = SharedWorkspace.sdk(workspace);
        try (Connection connection = SharedWorkspace.jdbc(workspace)) {
            count(connection, "billing.usage");
            count(connection, "billing.list_prices");
        }
        var right = client.queryHistory().list(new ListQueryHistoryRequest()).getRes().stream()
                .map(query -> query.getQueryId())
                .toList();
        workspace.faults().add(Fault.of(Kind.REPEATED_ENTRIES).withPath(".*/history/queries"));
        var twice = client.queryHistory().list(new ListQueryHistoryRequest()).getRes();
        assertEquals(right.size() + 1, twice.size());
        workspace.faults().clear();
        workspace.faults().add(Fault.of(Kind.REVERSED_ENTRIES).withPath(".*/history/queries"));
        var reversed = client.queryHistory().list(new ListQueryHistoryRequest()).getRes();
        assertEquals(
                right.get(0), List.copyOf(reversed).get(reversed.size() - 1).getQueryId());
    }

    @Test
    void tablesAreAbsentEmptyDeniedOrOdd() throws SQLException {
        try (Connection connection = SharedWorkspace.jdbc(workspace)) {
            long rows = count(connection, "billing.usage");
            workspace.tables().set("system.billing.usage", TableState.EMPTY);
            assertEquals(0, count(connection, "billing.usage"));
            workspace.tables().set("billing.usage", TableState.ABSENT);
            assertState("42P01", connection, "SELECT * FROM system.billing.usage");
            workspace.tables().set("billing.usage", TableState.DENIED);
            assertState("42501", connection, "SELECT * FROM system.billing.usage");
            workspace.tables().set("billing.usage", TableState.DUPLICATED);
            assertTrue(count(connection, "billing.usage") > rows);
            workspace.tables().set("billing.usage", TableState.NEW_COLUMN);
            assertEquals("new", one(connection, "SELECT column_of_tomorrow FROM system.billing.usage LIMIT 1"));
            workspace.tables().withoutColumn("billing.usage", "custom_tags");
            assertState("42703", connection, "SELECT custom_tags FROM system.billing.usage");
            workspace.tables().set("billing.usage", TableState.SHUFFLED);
            assertEquals(rows, count(connection, "billing.usage"));
            workspace
                    .tables()
                    .replaceColumn(
                            "billing.usage", "usage_quantity", "CAST(usage_quantity + random() AS DECIMAL(38,18))");
            String sum = "SELECT sum(usage_quantity) FROM system.billing.usage";
            assertNotEquals(one(connection, sum), one(connection, sum));
            workspace.tables().clear();
            assertEquals(rows, count(connection, "billing.usage"));
            assertEquals(one(connection, sum), one(connection, sum));
        }
    }

    @Test
    void theControlApiDoesTheSame() throws Exception {
        assertEquals(
                200,
                post("/api/simulation/1.0/tables/billing.usage", "{\"state\":\"denied\"}")
                        .statusCode());
        assertEquals(
                200,
                post(
                                "/api/simulation/1.0/faults",
                                "{\"kind\":\"status\",\"status\":429,\"path\":\"" + ME
                                        + "\",\"count\":1,\"retry_after\":\"7\"}")
                        .statusCode());
        assertEquals(429, get(ME).statusCode());
        assertEquals(200, get(ME).statusCode());
        String before = get("/api/simulation/1.0/clock").body();
        HttpResponse<String> advanced = post("/api/simulation/1.0/clock/advance", "{\"by\":\"PT1H\"}");
        assertEquals(200, advanced.statusCode());
        assertFalse(before.equals(advanced.body()));
        assertEquals(
                400,
                post("/api/simulation/1.0/clock/advance", "{\"by\":\"an hour\"}")
                        .statusCode());
        assertEquals(
                400,
                post("/api/simulation/1.0/tables/no.table", "{\"state\":\"denied\"}")
                        .statusCode());
        assertEquals(
                400,
                post("/api/simulation/1.0/faults", "{\"kind\":\"nonsense\"}").statusCode());
        HttpResponse<String> stranger = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(workspace.host() + "/api/simulation/1.0/clock"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertEquals(401, stranger.statusCode());
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(workspace.host() + path)));
    }

    private static HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(workspace.host() + path))
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        request.header("Authorization", "Bearer " + workspace.token())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static void assertState(String state, Connection connection, String sql) {
        SQLException failure = assertThrows(SQLException.class, () -> one(connection, sql));
        assertEquals(state, failure.getSQLState(), failure.getMessage());
    }

    private static long count(Connection connection, String table) throws SQLException {
        return Long.parseLong(one(connection, "SELECT count(*) FROM system." + table));
    }

    private static String one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : null;
        }
    }
}
