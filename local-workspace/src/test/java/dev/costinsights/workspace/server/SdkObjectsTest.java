package dev.costinsights.workspace.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.service.bundledeployments.CreateDeploymentRequest;
import com.databricks.sdk.service.bundledeployments.CreateOperationRequest;
import com.databricks.sdk.service.bundledeployments.CreateVersionRequest;
import com.databricks.sdk.service.bundledeployments.Deployment;
import com.databricks.sdk.service.bundledeployments.DeploymentResourceType;
import com.databricks.sdk.service.bundledeployments.GitInfo;
import com.databricks.sdk.service.bundledeployments.Operation;
import com.databricks.sdk.service.bundledeployments.OperationActionType;
import com.databricks.sdk.service.bundledeployments.Resource;
import com.databricks.sdk.service.bundledeployments.Version;
import com.databricks.sdk.service.compute.ClusterDetails;
import com.databricks.sdk.service.compute.CreateCluster;
import com.databricks.sdk.service.compute.State;
import com.databricks.sdk.service.sql.CreateWarehouseRequest;
import com.databricks.sdk.service.sql.EndpointTagPair;
import com.databricks.sdk.service.sql.EndpointTags;
import com.databricks.sdk.service.sql.ExecuteStatementRequest;
import com.databricks.sdk.service.sql.ListQueryHistoryRequest;
import com.databricks.sdk.service.sql.QueryFilter;
import com.databricks.sdk.service.sql.QueryInfo;
import com.databricks.sdk.service.sql.QueryTag;
import com.databricks.sdk.service.workspace.Import;
import com.databricks.sdk.service.workspace.ImportFormat;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Warehouses, query history, clusters, bundles and files, as the real SDK asks for them. */
final class SdkObjectsTest {
    private LocalWorkspace workspace;
    private WorkspaceClient client;

    @BeforeEach
    void connect() throws Exception {
        workspace = SharedWorkspace.get();
        client = SharedWorkspace.sdk(workspace);
    }

    @Test
    void aStatementStartsItsWarehouseAndIsFoundWithItsTags() throws SQLException {
        String id = client.warehouses()
                .create(new CreateWarehouseRequest()
                        .setName("tagged")
                        .setClusterSize("X-Small")
                        .setAutoStopMins(5L)
                        .setTags(new EndpointTags()
                                .setCustomTags(List.of(
                                        new EndpointTagPair().setKey("team").setValue("eng")))))
                .getResponse()
                .getId();
        String statement = client.statementExecution()
                .executeStatement(new ExecuteStatementRequest()
                        .setStatement("SELECT 'tagged'")
                        .setWarehouseId(id)
                        .setQueryTags(
                                List.of(new QueryTag().setKey("dagster_run_id").setValue("r-1"))))
                .getStatementId();
        assertEquals("STARTING", client.warehouses().get(id).getState().toString());
        workspace.clock().advance(Duration.ofSeconds(10));
        assertEquals("RUNNING", client.warehouses().get(id).getState().toString());
        workspace.clock().advance(Duration.ofHours(3));
        assertEquals("STOPPED", client.warehouses().get(id).getState().toString());
        QueryInfo found = client.queryHistory()
                .list(new ListQueryHistoryRequest()
                        .setFilterBy(new QueryFilter().setStatementIds(List.of(statement)))
                        .setIncludeMetrics(true))
                .getRes()
                .iterator()
                .next();
        assertEquals("r-1", found.getQueryTags().iterator().next().getValue());
        assertTrue(found.getMetrics().getTaskTotalTimeMs() > 0);
        assertEquals(
                "r-1",
                one("SELECT query_tags['dagster_run_id'] FROM system.query.history WHERE statement_id = '" + statement
                        + "'"));
        assertEquals(
                "STARTING RUNNING STOPPING STOPPED",
                one("SELECT string_agg(event_type, ' ') FROM system.compute.warehouse_events WHERE warehouse_id = '"
                        + id + "'"));
        assertEquals(
                "eng",
                one("SELECT max(custom_tags['team']) FROM system.billing.usage WHERE usage_metadata.warehouse_id = '"
                        + id + "'"));
        client.warehouses().delete(id);
        assertThrows(NotFound.class, () -> client.warehouses().get(id));
    }

    @Test
    void aClusterIsBilledWhileItIsOn() throws SQLException {
        String id = client.clusters()
                .create(new CreateCluster()
                        .setClusterName("shared")
                        .setSparkVersion("16.4.x-scala2.12")
                        .setNodeTypeId("i3.xlarge")
                        .setNumWorkers(3L)
                        .setAutoterminationMinutes(30L)
                        .setCustomTags(Map.of("team", "eng")))
                .getResponse()
                .getClusterId();
        assertEquals(State.PENDING, client.clusters().get(id).getState());
        workspace.clock().advance(Duration.ofHours(4));
        ClusterDetails over = client.clusters().get(id);
        assertEquals(State.TERMINATED, over.getState());
        assertEquals(
                "2.0000",
                one(
                        "SELECT CAST(sum(usage_quantity) AS DECIMAL(38, 4)) FROM system.billing.usage WHERE usage_metadata.cluster_id = '"
                                + id + "'"));
        assertThrows(NotFound.class, () -> client.clusters().get("no-such-cluster"));
    }

    @Test
    void aBundleLinksItsResourcesToACommit() {
        String name = client.bundleDeployments()
                .createDeployment(new CreateDeploymentRequest()
                        .setDeployment(new Deployment().setDisplayName("shop").setTargetName("prod")))
                .getName();
        Version version = client.bundleDeployments()
                .createVersion(new CreateVersionRequest()
                        .setParent(name)
                        .setVersionId("1")
                        .setVersion(new Version()
                                .setGitInfo(new GitInfo().setBranch("main").setCommit("abc123"))));
        client.bundleDeployments()
                .createOperation(new CreateOperationRequest()
                        .setParent(version.getName())
                        .setResourceKey("jobs.nightly")
                        .setOperation(new Operation()
                                .setResourceId("4711")
                                .setResourceType(DeploymentResourceType.DEPLOYMENT_RESOURCE_TYPE_JOB)
                                .setActionType(OperationActionType.OPERATION_ACTION_TYPE_CREATE)));
        Deployment deployment = client.bundleDeployments().getDeployment(name);
        assertEquals("1", deployment.getLastVersionId());
        assertEquals("abc123", deployment.getGitInfo().getCommit());
        Resource resource =
                client.bundleDeployments().listResources(name).iterator().next();
        assertEquals("4711", resource.getResourceId());
        assertEquals(
                "1",
                client.bundleDeployments().listVersions(name).iterator().next().getVersionId());
    }

    @Test
    void filesComeBackAsTheyWere() {
        String text = "{\"version\":1}";
        String path = "/Workspace/Users/ci@example.com/.bundle/shop/prod/state/metadata.json";
        client.workspace()
                .importContent(new Import()
                        .setPath(path)
                        .setFormat(ImportFormat.AUTO)
                        .setContent(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
                        .setOverwrite(true));
        assertEquals(
                text,
                new String(
                        Base64.getDecoder()
                                .decode(client.workspace().export(path).getContent()),
                        StandardCharsets.UTF_8));
        assertTrue(client.workspace().getStatus(path).getObjectId() > 0);
        assertThrows(NotFound.class, () -> client.workspace().getStatus("/Users/nobody"));
    }

    @Test
    void policiesAreKeptWithTheirTags() throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        String path = workspace.host() + "/api/2.1/accounts/any/budget-policies";
        HttpRequest.Builder create = HttpRequest.newBuilder(URI.create(path))
                .header("Authorization", "Bearer " + workspace.token())
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"policy\":{\"policy_name\":\"p\",\"custom_tags\":[{\"key\":\"team\",\"value\":\"eng\"}]}}"));
        String created =
                http.send(create.build(), HttpResponse.BodyHandlers.ofString()).body();
        assertTrue(created.contains("\"team\""), created);
        String listed = http.send(create.GET().build(), HttpResponse.BodyHandlers.ofString())
                .body();
        assertTrue(listed.contains("\"policy_name\":\"p\""), listed);
        HttpResponse<String> missing =
                http.send(create.uri(URI.create(path + "/none")).build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(404, missing.statusCode());
    }

    private String one(String sql) throws SQLException {
        try (Connection connection = SharedWorkspace.jdbc(workspace);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : null;
        }
    }
}
