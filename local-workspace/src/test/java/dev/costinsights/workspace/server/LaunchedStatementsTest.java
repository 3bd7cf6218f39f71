package dev.costinsights.workspace.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.service.sql.CancelExecutionRequest;
import com.databricks.sdk.service.sql.CreateWarehouseRequest;
import com.databricks.sdk.service.sql.ExecuteStatementRequest;
import com.databricks.sdk.service.sql.ListQueryHistoryRequest;
import com.databricks.sdk.service.sql.QueryFilter;
import com.databricks.sdk.service.sql.QueryInfo;
import com.databricks.sdk.service.sql.QueryTag;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statements that were sent by the real SDK: how they fare in their warehouse, what it is billed for, and who consumed it. */
final class LaunchedStatementsTest {
    private static final String LONG = "SELECT count(*) FROM range(7)";
    private static final int STATEMENTS = 20;
    private static final int X_SMALL = 6;
    private static final BigDecimal HOUR_MILLIS = BigDecimal.valueOf(3_600_000);

    private LocalWorkspace workspace;
    private WorkspaceClient client;
    private String warehouse;

    @BeforeEach
    void start() throws Exception {
        workspace = LocalWorkspace.start(WorkspaceOptions.small().withDays(1).withJobs(0));
        client = SharedWorkspace.sdk(workspace);
        warehouse = client.warehouses()
                .create(new CreateWarehouseRequest()
                        .setName("small")
                        .setClusterSize("X-Small")
                        .setMinNumClusters(1L)
                        .setMaxNumClusters(2L)
                        .setAutoStopMins(20L))
                .getResponse()
                .getId();
        workspace.statementsTake("range(7)", Duration.ofMinutes(15));
    }

    @AfterEach
    void stop() {
        workspace.close();
    }

    @Test
    void twentyLongStatementsOnASmallWarehouseQueueAndScaleItOut() throws SQLException {
        sendAll();
        assertEquals(Map.of("QUEUED", 20L), states());
        workspace.clock().advance(Duration.ofSeconds(7));
        assertEquals(Map.of("QUEUED", 10L, "RUNNING", 10L), states(), "ten at once on a cluster");
        assertEquals(1L, client.warehouses().get(warehouse).getNumClusters());
        workspace.clock().advance(Duration.ofSeconds(7));
        assertEquals(Map.of("RUNNING", 20L), states());
        assertEquals(2L, client.warehouses().get(warehouse).getNumClusters());
        workspace.clock().advance(Duration.ofHours(5));

        assertEquals(Map.of("FINISHED", 20L), states());
        assertEquals(
                "STARTING 0, RUNNING 1, SCALED_UP 2, SCALED_DOWN 1, STOPPING 0, STOPPED 0",
                String.join(
                        ", ",
                        rows("SELECT event_type || ' ' || cluster_count FROM system.compute.warehouse_events"
                                + " WHERE warehouse_id = '" + warehouse + "'")));
        String of = " FROM system.query.history WHERE compute.warehouse_id = '" + warehouse + "' AND ";
        assertEquals(List.of("20"), rows("SELECT count(*)" + of + "waiting_for_compute_duration_ms = 6000"));
        assertEquals(List.of("10"), rows("SELECT count(*)" + of + "waiting_at_capacity_duration_ms = 6000"));
        assertEquals(List.of("10"), rows("SELECT count(*)" + of + "waiting_at_capacity_duration_ms = 0"));
        assertEquals(
                List.of("20"),
                rows("SELECT count(*)" + of + "total_duration_ms = waiting_for_compute_duration_ms"
                        + " + waiting_at_capacity_duration_ms + compilation_duration_ms + execution_duration_ms"
                        + " + result_fetch_duration_ms AND execution_duration_ms >= 900000"));
    }

    @Test
    void whatIsBilledForAnHourIsWhatWasUpInIt() throws SQLException {
        sendAll();
        workspace.clock().advance(Duration.ofHours(5));

        Map<Long, BigDecimal> up = new TreeMap<>();
        long from = 0;
        int clusters = 0;
        for (String row :
                rows("SELECT epoch_ms(event_time) || ' ' || cluster_count FROM system.compute.warehouse_events"
                        + " WHERE warehouse_id = '" + warehouse + "' ORDER BY event_time")) {
            String[] event = row.split(" ", -1);
            long to = Long.parseLong(event[0]);
            for (long at = from; clusters > 0 && at < to; ) {
                long hour = at / 3_600_000 * 3_600_000;
                long until = Math.min(to, hour + 3_600_000);
                up.merge(hour, BigDecimal.valueOf((until - at) * clusters), BigDecimal::add);
                at = until;
            }
            from = to;
            clusters = Integer.parseInt(event[1]);
        }
        up.replaceAll((hour, millis) ->
                millis.multiply(BigDecimal.valueOf(X_SMALL)).divide(HOUR_MILLIS, 18, RoundingMode.HALF_EVEN));

        assertEquals(up, billed());
        assertTrue(up.size() > 1, up::toString);
    }

    @Test
    void whatTheStatementsAndIdlenessConsumedSumsToWhatIsBilledExactly() throws Exception {
        List<String> statements = sendAll();
        workspace.clock().advance(Duration.ofHours(5));

        Map<Long, BigDecimal> consumed = new TreeMap<>();
        List<JsonNode> truth = truth();
        assertEquals(workspace.truth().size(), truth.size());
        truth.removeIf(one -> !one.path("warehouse_id").asText().equals(warehouse));
        for (JsonNode one : truth) {
            long hour = Instant.parse(one.path("usage_start_time").asText()).toEpochMilli();
            consumed.merge(hour, new BigDecimal(one.path("usage_quantity").asText()), BigDecimal::add);
            boolean isIdle = one.path("execution_type").isNull();
            assertEquals(isIdle ? "null" : "asks", one.path("opaque_id").asText(), one::toString);
        }
        assertEquals(billed(), consumed);
        assertEquals(
                statements.stream().sorted().toList(),
                truth.stream()
                        .filter(one -> one.path("execution_type").asText().equals("STATEMENT"))
                        .map(one -> one.path("execution_id").asText())
                        .distinct()
                        .sorted()
                        .toList());
    }

    @Test
    void aStatementThatIsCancelledMakesRoomAndOneThatFailsIsNotExecuted() throws Exception {
        String wrong = send("SELECT nothing FROM nowhere, range(7)", Map.of());
        for (int i = 0; i < 500 && !states().containsKey("FAILED"); i++) {
            // The statement's thread says that it failed, and it is a real one.
            TimeUnit.MILLISECONDS.sleep(10);
        }
        String endless = "SELECT count(*) FROM range(100000000) a, range(100000) b WHERE a.range % 7 = b.range % 11";
        workspace.statementsTake("range(100000000)", Duration.ofHours(1));
        String cancelled = client.statementExecution()
                .executeStatement(new ExecuteStatementRequest()
                        .setStatement(endless)
                        .setWarehouseId(warehouse)
                        .setWaitTimeout("0s"))
                .getStatementId();
        workspace.clock().advance(Duration.ofMinutes(1));
        assertEquals(Map.of("RUNNING", 1L, "FAILED", 1L), states());
        client.statementExecution().cancelExecution(new CancelExecutionRequest().setStatementId(cancelled));

        String end =
                "SELECT execution_status || ' ' || total_duration_ms FROM system.query.history WHERE statement_id = '";
        for (int i = 0; i < 200 && rows(end + cancelled + "'").isEmpty(); i++) {
            // The statement's thread says that it was cancelled.
            Thread.onSpinWait();
        }
        assertEquals(List.of("CANCELED 60000"), rows(end + cancelled + "'"));
        assertEquals(
                List.of("FAILED 0"),
                rows("SELECT execution_status || ' ' || execution_duration_ms FROM system.query.history"
                        + " WHERE statement_id = '" + wrong + "'"));
    }

    @Test
    void aStatementTakesTheTimeThatSomebodyAskedForOverHttp() throws Exception {
        assertEquals(200, post("{\"words\":\"'asked for'\",\"take\":\"PT20M\"}").statusCode());
        HttpResponse<String> refused = post("{\"words\":\"x\",\"take\":\"long\"}");
        assertEquals(400, refused.statusCode());
        assertTrue(refused.body().contains("take must be a duration such as PT5M"), refused.body());
        String id = send("SELECT 'asked for'", Map.of());
        workspace.clock().advance(Duration.ofHours(1));
        assertEquals(
                List.of("1200000"),
                rows("SELECT execution_duration_ms FROM system.query.history WHERE statement_id = '" + id + "'"));
    }

    private List<String> sendAll() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < STATEMENTS; i++) {
            ids.add(send(LONG, Map.of("dagster_snowflake_opaque_id", "asks")));
        }
        return ids;
    }

    private String send(String sql, Map<String, String> tags) {
        return client.statementExecution()
                .executeStatement(new ExecuteStatementRequest()
                        .setStatement(sql)
                        .setWarehouseId(warehouse)
                        .setQueryTags(tags.entrySet().stream()
                                .map(tag -> new QueryTag().setKey(tag.getKey()).setValue(tag.getValue()))
                                .toList()))
                .getStatementId();
    }

    private Map<String, Long> states() {
        Collection<QueryInfo> all = client.queryHistory()
                .list(new ListQueryHistoryRequest().setFilterBy(new QueryFilter().setWarehouseIds(List.of(warehouse))))
                .getRes();
        return all.stream()
                .collect(Collectors.groupingBy(query -> query.getStatus().name(), TreeMap::new, Collectors.counting()));
    }

    private Map<Long, BigDecimal> billed() throws SQLException {
        Map<Long, BigDecimal> billed = new TreeMap<>();
        for (String row : rows("SELECT epoch_ms(usage_start_time) || ' ' || usage_quantity FROM system.billing.usage"
                + " WHERE usage_metadata.warehouse_id = '" + warehouse + "'")) {
            String[] record = row.split(" ", -1);
            billed.merge(Long.parseLong(record[0]), new BigDecimal(record[1]), BigDecimal::add);
        }
        return billed;
    }

    private List<JsonNode> truth() throws Exception {
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request("/truth").GET().build(), HttpResponse.BodyHandlers.ofString());
        List<JsonNode> rows = new ArrayList<>();
        new ObjectMapper().readTree(answer.body()).path("consumption").forEach(rows::add);
        return rows;
    }

    private HttpResponse<String> post(String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        request("/statements")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(workspace.host() + "/api/simulation/1.0" + path))
                .header("Authorization", "Bearer " + workspace.token());
    }

    private List<String> rows(String sql) throws SQLException {
        return SharedWorkspace.column(workspace, sql);
    }
}
