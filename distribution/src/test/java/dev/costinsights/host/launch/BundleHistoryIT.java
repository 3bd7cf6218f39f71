package dev.costinsights.host.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.service.bundledeployments.CreateDeploymentRequest;
import com.databricks.sdk.service.bundledeployments.CreateOperationRequest;
import com.databricks.sdk.service.bundledeployments.CreateVersionRequest;
import com.databricks.sdk.service.bundledeployments.Deployment;
import com.databricks.sdk.service.bundledeployments.DeploymentResourceType;
import com.databricks.sdk.service.bundledeployments.GitInfo;
import com.databricks.sdk.service.bundledeployments.Operation;
import com.databricks.sdk.service.bundledeployments.OperationActionType;
import com.databricks.sdk.service.bundledeployments.Version;
import com.databricks.sdk.service.compute.ClusterSpec;
import com.databricks.sdk.service.jobs.CreateJob;
import com.databricks.sdk.service.jobs.JobDeployment;
import com.databricks.sdk.service.jobs.JobDeploymentKind;
import com.databricks.sdk.service.jobs.NotebookTask;
import com.databricks.sdk.service.jobs.RunNow;
import com.databricks.sdk.service.jobs.Task;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.Config;
import dev.costinsights.core.tracking.EventBatch;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionOutcome;
import dev.costinsights.core.tracking.ExecutionPhase;
import dev.costinsights.core.tracking.ExecutionPlace;
import dev.costinsights.core.tracking.JdbcJournal;
import dev.costinsights.host.database.HostDatabase;
import dev.costinsights.testkit.WorkspaceExtension;
import dev.costinsights.workspace.server.WorkspaceOptions;
import dev.costinsights.workspace.server.activity.Account;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A bundle is deployed twice, from two commits, and its job runs after each; the packed host tells the commits apart. */
final class BundleHistoryIT {

    @RegisterExtension
    static final WorkspaceExtension WORKSPACE =
            WorkspaceExtension.with(WorkspaceOptions.small().withDays(1).withJobs(0));

    private static final String[] WINDOW = {"--start", "2026-11-01", "--end", "2026-11-10"};
    private static final String METADATA = "/Workspace/Users/me@example.com/.bundle/etl/prod/state/metadata.json";

    @TempDir
    Path folder;

    @Test
    void cost_is_told_by_the_commit_that_was_deployed_and_deployments_by_when_and_whose_they_were() throws Exception {
        PackagedHost host = new PackagedHost(
                folder,
                Map.of(
                        "DATABRICKS_HOST", WORKSPACE.host(),
                        "DATABRICKS_TOKEN", WORKSPACE.token(),
                        "COST_INSIGHTS_DATABRICKS_WAREHOUSE_ID", WORKSPACE.warehouseId(),
                        "COST_INSIGHTS_BUNDLES_LINKS", "true",
                        "COST_INSIGHTS_BUNDLES_LINKS_WORKSPACE_ID", Account.WORKSPACE_ID));
        try (Clients clients = new Clients(WORKSPACE, Map.of())) {
            long job = clients.bare.jobs().create(job()).getJobId();
            String deployment = deployment(clients.bare);
            deploy(clients.bare, deployment, "1", "aaa", job);
            record("aaa");
            clients.bare.jobs().runNow(new RunNow().setJobId(job));
            WORKSPACE.workspace().clock().advance(Duration.ofDays(1));
            deploy(clients.bare, deployment, "2", "bbb", job);
            clients.bare.jobs().runNow(new RunNow().setJobId(job));
            clients.bare.jobs().runNow(new RunNow().setJobId(job));
            WORKSPACE.workspace().clock().advance(Duration.ofDays(1));
        }
        host.run(with("backfill", "--again"));

        JsonNode byTarget = table(host, "bundle_costs", "bundle", "costs");
        JsonNode byCommit = table(host, "bundle_costs", "bundle", "costs", "--by", "commit");
        JsonNode first = only(byCommit, "aaa");
        JsonNode second = only(byCommit, "bbb");
        assertTrue(cost(first).signum() > 0 && cost(second).compareTo(cost(first)) > 0, byCommit::toString);
        assertEquals(1, first.path("deployments").asInt());
        assertEquals(cost(only(byTarget, "prod")), cost(first).add(cost(second)));
        assertEquals(sum(byTarget), sum(byCommit), "together they are what was billed");

        JsonNode history = table(host, "bundle_history", "bundle", "history");
        assertEquals(2, history.size(), history::toString);
        assertEquals("aaa", history.get(0).path("git_commit").asText());
        assertEquals("nightly", history.get(0).path("orchestrator_job").asText());
        assertEquals("r1", history.get(0).path("orchestrator_run").asText());
        assertEquals(1, history.get(0).path("jobs").asInt());
        assertEquals("bbb", history.get(1).path("git_commit").asText());
        assertEquals("main", history.get(1).path("git_branch").asText());
        assertTrue(history.get(1).path("opaque_id").isNull(), history::toString);
        assertTrue(
                host.run(with("-o", "csv", "bundle", "history")).contains("bundle_history,2,git_commit,bbb"),
                "in every format");
    }

    private static CreateJob job() {
        return new CreateJob()
                .setName("etl")
                .setDeployment(
                        new JobDeployment().setKind(JobDeploymentKind.BUNDLE).setMetadataFilePath(METADATA))
                .setTasks(List.of(new Task()
                        .setTaskKey("load")
                        .setNotebookTask(new NotebookTask().setNotebookPath("/Workspace/load"))
                        .setNewCluster(new ClusterSpec()
                                .setNumWorkers(2L)
                                .setNodeTypeId("i3.xlarge")
                                .setSparkVersion("15.4.x-scala2.12"))));
    }

    private static String deployment(WorkspaceClient client) {
        return client.bundleDeployments()
                .createDeployment(new CreateDeploymentRequest()
                        .setDeployment(new Deployment().setDisplayName("etl").setTargetName("prod")))
                .getName();
    }

    private static void deploy(WorkspaceClient client, String deployment, String id, String commit, long job) {
        String version = client.bundleDeployments()
                .createVersion(new CreateVersionRequest()
                        .setParent(deployment)
                        .setVersionId(id)
                        .setVersion(new Version()
                                .setGitInfo(new GitInfo().setBranch("main").setCommit(commit))))
                .getName();
        client.bundleDeployments()
                .createOperation(new CreateOperationRequest()
                        .setParent(version)
                        .setResourceKey("jobs.etl")
                        .setOperation(new Operation()
                                .setResourceKey("jobs.etl")
                                .setResourceId(String.valueOf(job))
                                .setResourceType(DeploymentResourceType.DEPLOYMENT_RESOURCE_TYPE_JOB)
                                .setActionType(OperationActionType.OPERATION_ACTION_TYPE_UPDATE)));
    }

    /** As {@code bundle deploy} does, by the workspace's clock. */
    private void record(String commit) throws Exception {
        JdbcJournal journal = new JdbcJournal(HostDatabase.EXECUTIONS.open(Config.empty(), folder.resolve("state")));
        journal.keep(new EventBatch(
                0,
                0,
                0,
                List.of(new ExecutionEvent(
                        ExecutionType.BUNDLE_DEPLOYMENT,
                        "7c5a/1",
                        ExecutionPhase.ENDED,
                        ExecutionOutcome.SUCCEEDED,
                        TimeSpan.micros(WORKSPACE.workspace().clock().instant()),
                        TimeSpan.SECOND,
                        AttributionContext.builder().job("nightly").run("r1").build(),
                        ExecutionPlace.UNKNOWN,
                        Map.of("bundle", "etl", "target", "prod", "git_commit", commit)))));
        journal.close();
    }

    private static String[] with(String... command) {
        String[] all = java.util.Arrays.copyOf(command, command.length + WINDOW.length);
        System.arraycopy(WINDOW, 0, all, command.length, WINDOW.length);
        return all;
    }

    private static JsonNode table(PackagedHost host, String table, String... command) throws Exception {
        String[] all = new String[command.length + 2];
        all[0] = "-o";
        all[1] = "json";
        System.arraycopy(command, 0, all, 2, command.length);
        return new ObjectMapper().readTree(host.run(with(all))).path(table);
    }

    private static JsonNode only(JsonNode rows, String value) {
        for (JsonNode row : rows) {
            if (row.path("git_commit").asText().equals(value)
                    || row.path("target").asText().equals(value)) {
                return row;
            }
        }
        throw new AssertionError(value + " is not in " + rows);
    }

    private static BigDecimal cost(JsonNode row) {
        return new BigDecimal(row.path("list_cost").asText());
    }

    private static BigDecimal sum(JsonNode rows) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode row : rows) {
            sum = sum.add(cost(row));
        }
        return sum;
    }
}
