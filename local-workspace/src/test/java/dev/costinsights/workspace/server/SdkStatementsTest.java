package dev.costinsights.workspace.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.DatabricksError;
import com.databricks.sdk.core.error.platform.InvalidParameterValue;
import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.core.error.platform.PermissionDenied;
import com.databricks.sdk.service.sql.CancelExecutionRequest;
import com.databricks.sdk.service.sql.ExecuteStatementRequest;
import com.databricks.sdk.service.sql.ExecuteStatementRequestOnWaitTimeout;
import com.databricks.sdk.service.sql.QueryTag;
import com.databricks.sdk.service.sql.StatementParameterListItem;
import com.databricks.sdk.service.sql.StatementResponse;
import com.databricks.sdk.service.sql.StatementState;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Statement Execution API, as the real SDK calls it. */
final class SdkStatementsTest {
    private LocalWorkspace workspace;
    private WorkspaceClient client;

    @BeforeEach
    void connect() throws Exception {
        workspace = SharedWorkspace.get();
        client = SharedWorkspace.sdk(workspace);
    }

    @Test
    void answersWithRows() {
        StatementResponse response = client.statementExecution()
                .executeStatement(request("SELECT :n + 1 AS n, :name AS name")
                        .setParameters(List.of(
                                new StatementParameterListItem()
                                        .setName("n")
                                        .setType("INT")
                                        .setValue("41"),
                                new StatementParameterListItem().setName("name").setValue("it's")))
                        .setQueryTags(List.of(new QueryTag().setKey("team").setValue("eng"))));
        assertEquals(StatementState.SUCCEEDED, response.getStatus().getState());
        assertEquals(List.of(List.of("42", "it's")), rows(response));
        assertEquals(
                "n",
                response.getManifest()
                        .getSchema()
                        .getColumns()
                        .iterator()
                        .next()
                        .getName());
        client.statementExecution().getStatement(response.getStatementId());
    }

    @Test
    void givesLargeResultsInChunks() {
        StatementResponse response =
                client.statementExecution().executeStatement(request("SELECT i FROM range(200000) AS r(i)"));
        assertEquals(200_000L, response.getManifest().getTotalRowCount());
        assertTrue(response.getManifest().getTotalChunkCount() > 1);
        long seen = response.getResult().getRowCount();
        Long next = response.getResult().getNextChunkIndex();
        while (next != null) {
            var chunk = client.statementExecution().getStatementResultChunkN(response.getStatementId(), next);
            assertEquals(seen, chunk.getRowOffset());
            assertEquals(
                    String.valueOf(seen),
                    chunk.getDataArray().iterator().next().iterator().next());
            seen += chunk.getRowCount();
            next = chunk.getNextChunkIndex();
        }
        assertEquals(200_000, seen);
    }

    @Test
    void pollsWhatTakesLonger() throws Exception {
        StatementResponse response = client.statementExecution()
                .executeStatement(
                        request("SELECT sum(a.range) FROM range(3000000) a").setWaitTimeout("0s"));
        while (response.getStatus().getState() == StatementState.PENDING
                || response.getStatus().getState() == StatementState.RUNNING) {
            Thread.sleep(20);
            response = client.statementExecution().getStatement(response.getStatementId());
        }
        assertEquals(List.of(List.of("4499998500000")), rows(response));
    }

    @Test
    void cancelsOnRequestAndAfterTheWait() throws Exception {
        String endless = "SELECT count(*) FROM range(100000000) a, range(100000) b WHERE a.range % 7 = b.range % 11";
        StatementResponse response =
                client.statementExecution().executeStatement(request(endless).setWaitTimeout("0s"));
        client.statementExecution()
                .cancelExecution(new CancelExecutionRequest().setStatementId(response.getStatementId()));
        assertEquals(
                StatementState.CANCELED,
                client.statementExecution()
                        .getStatement(response.getStatementId())
                        .getStatus()
                        .getState());
        StatementResponse late = client.statementExecution()
                .executeStatement(request(endless)
                        .setWaitTimeout("5s")
                        .setOnWaitTimeout(ExecuteStatementRequestOnWaitTimeout.CANCEL));
        assertEquals(StatementState.CANCELED, late.getStatus().getState());
    }

    @Test
    void tellsWhatFailed() {
        StatementResponse response =
                client.statementExecution().executeStatement(request("SELECT * FROM system.billing.nowhere"));
        assertEquals(StatementState.FAILED, response.getStatus().getState());
        assertTrue(response.getStatus().getError().getMessage().contains("`system`.`billing`.`nowhere`"));
    }

    @Test
    void cutsAtTheRowLimit() {
        StatementResponse response = client.statementExecution()
                .executeStatement(request("SELECT i FROM range(10) AS r(i)").setRowLimit(3L));
        assertEquals(3, rows(response).size());
        assertTrue(response.getManifest().getTruncated());
    }

    @Test
    void refusesWhatCannotBe() {
        assertThrows(NotFound.class, () -> client.statementExecution().getStatement("nothing"));
        assertThrows(NotFound.class, () -> client.statementExecution()
                .executeStatement(request("SELECT 1").setWarehouseId("nowhere")));
        DatabricksError wait = assertThrows(InvalidParameterValue.class, () -> client.statementExecution()
                .executeStatement(request("SELECT 1").setWaitTimeout("51s")));
        assertTrue(wait.getMessage().contains("wait_timeout"), wait.getMessage());
        WorkspaceClient stranger = new WorkspaceClient(new DatabricksConfig()
                .setHost(workspace.host())
                .setToken("dapiwrong")
                .setAuthType("pat"));
        assertThrows(PermissionDenied.class, () -> stranger.statementExecution().executeStatement(request("SELECT 1")));
    }

    @Test
    void bothSpellingsOfThePathGiveTheSameAnswer() throws Exception {
        assertEquals(
                post("/api/2.0/sql/statements").replaceAll("\"01f1[^\"]*\"", "ID"),
                post("/api/2.0/sql/statements/").replaceAll("\"01f1[^\"]*\"", "ID"));
    }

    private String post(String path) throws Exception {
        String body = "{\"statement\":\"SELECT 1 AS one\",\"warehouse_id\":\"" + workspace.warehouseId()
                + "\",\"unknown_field\":{\"x\":1}}";
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(workspace.host() + path))
                                .header("Authorization", "Bearer " + workspace.token())
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertEquals(200, response.statusCode());
        return response.body();
    }

    private ExecuteStatementRequest request(String sql) {
        return new ExecuteStatementRequest().setStatement(sql).setWarehouseId(workspace.warehouseId());
    }

    private static List<List<String>> rows(StatementResponse response) {
        return response.getResult().getDataArray().stream()
                .map(row -> List.copyOf(row))
                .toList();
    }
}
