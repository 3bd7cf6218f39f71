package dev.costinsights.workspace.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksError;
import com.databricks.sdk.core.error.platform.InvalidParameterValue;
import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.service.compute.ClusterSpec;
import com.databricks.sdk.service.jobs.BaseRun;
import com.databricks.sdk.service.jobs.CreateJob;
import com.databricks.sdk.service.jobs.GetRunRequest;
import com.databricks.sdk.service.jobs.JobParameterDefinition;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.ListJobsRequest;
import com.databricks.sdk.service.jobs.ListRunsRequest;
import com.databricks.sdk.service.jobs.NotebookTask;
import com.databricks.sdk.service.jobs.RepairRun;
import com.databricks.sdk.service.jobs.ResetJob;
import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunJobTask;
import com.databricks.sdk.service.jobs.RunLifeCycleState;
import com.databricks.sdk.service.jobs.RunNow;
import com.databricks.sdk.service.jobs.RunResultState;
import com.databricks.sdk.service.jobs.SubmitRun;
import com.databricks.sdk.service.jobs.SubmitTask;
import com.databricks.sdk.service.jobs.Task;
import com.databricks.sdk.service.jobs.TaskDependency;
import com.databricks.sdk.service.jobs.UpdateJob;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs and runs, as the real SDK makes them; and what the bill says of them, through the real driver. */
final class SdkJobsTest {
    private LocalWorkspace workspace;
    private WorkspaceClient client;

    @BeforeEach
    void connect() throws Exception {
        workspace = SharedWorkspace.get();
        client = SharedWorkspace.sdk(workspace);
    }

    @Test
    void aRunGoesThroughItsStatesAndIsBilledUnderItsTags() throws SQLException {
        long job = client.jobs()
                .create(new CreateJob()
                        .setName("nightly")
                        .setTags(Map.of("dagster_job_name", "nightly_load"))
                        .setParameters(List.of(
                                new JobParameterDefinition().setName("day").setDefault("today")))
                        .setTasks(List.of(
                                clusterTask("extract"),
                                clusterTask("load").setDependsOn(List.of(new TaskDependency().setTaskKey("extract"))))))
                .getJobId();
        long id = client.jobs()
                .runNow(new RunNow().setJobId(job).setJobParameters(Map.of("day", "2026-11-01")))
                .getResponse()
                .getRunId();
        assertEquals(RunLifeCycleState.PENDING, state(id));
        for (int i = 0; i < 40 && state(id) == RunLifeCycleState.PENDING; i++) {
            workspace.clock().advance(Duration.ofSeconds(15));
        }
        assertEquals(RunLifeCycleState.RUNNING, state(id), "its cluster is up");
        workspace.clock().advance(Duration.ofHours(2));
        Run run = client.jobs().getRun(id);
        assertEquals(RunLifeCycleState.TERMINATED, run.getState().getLifeCycleState());
        assertEquals(RunResultState.SUCCESS, run.getState().getResultState());
        assertEquals(2, run.getTasks().size());
        assertTrue(run.getRunDuration() > 0);
        assertEquals("2026-11-01", run.getJobParameters().iterator().next().getValue());
        assertEquals(
                "nightly_load/i3.xlarge",
                one("SELECT max(custom_tags['dagster_job_name']) || '/' || min(usage_metadata.node_type)"
                        + " FROM system.billing.usage WHERE usage_metadata.job_run_id = '" + id + "'"));
        assertEquals(
                "SUCCEEDED",
                one("SELECT result_state FROM system.lakeflow.job_run_timeline WHERE run_id = '" + id
                        + "' AND result_state IS NOT NULL"));
        assertEquals(
                "2",
                one("SELECT count(DISTINCT run_id) FROM system.lakeflow.job_task_run_timeline WHERE job_run_id = '" + id
                        + "'"));
        assertEquals("nightly", one("SELECT name FROM system.lakeflow.jobs WHERE job_id = '" + job + "'"));
    }

    @Test
    void updateMergesAndResetReplaces() {
        long job = client.jobs()
                .create(new CreateJob()
                        .setName("before")
                        .setTags(Map.of("a", "1"))
                        .setTasks(List.of(clusterTask("one"))))
                .getJobId();
        client.jobs()
                .update(new UpdateJob()
                        .setJobId(job)
                        .setNewSettings(
                                new JobSettings().setTags(Map.of("b", "2")).setTasks(List.of(clusterTask("two")))));
        JobSettings updated = client.jobs().get(job).getSettings();
        assertEquals("before", updated.getName());
        assertEquals(Map.of("b", "2"), updated.getTags());
        assertEquals(2, updated.getTasks().size());
        client.jobs().update(new UpdateJob().setJobId(job).setFieldsToRemove(List.of("tags", "tasks/one")));
        assertEquals(1, client.jobs().get(job).getSettings().getTasks().size());
        client.jobs().reset(new ResetJob().setJobId(job).setNewSettings(new JobSettings().setName("after")));
        assertEquals("after", client.jobs().get(job).getSettings().getName());
        client.jobs().delete(job);
        assertThrows(NotFound.class, () -> client.jobs().get(job));
    }

    @Test
    void theSameIdempotencyTokenIsTheSameRun() {
        SubmitRun request = new SubmitRun()
                .setRunName("once")
                .setIdempotencyToken("token-1")
                .setTasks(List.of(submitTask("t")));
        long first = client.jobs().submit(request).getResponse().getRunId();
        assertEquals(first, client.jobs().submit(request).getResponse().getRunId());
        client.jobs().cancelRun(first);
        assertEquals(
                RunResultState.CANCELED, client.jobs().getRun(first).getState().getResultState());
    }

    @Test
    void waitEndsWhenTheClockFlows() throws Exception {
        try (LocalWorkspace own = LocalWorkspace.start(WorkspaceOptions.small().withDays(1))) {
            own.clock().flow(3_600);
            Run run = SharedWorkspace.sdk(own)
                    .jobs()
                    .submit(new SubmitRun().setRunName("flowing").setTasks(List.of(submitTask("t"))))
                    .get(Duration.ofSeconds(30));
            assertEquals(RunResultState.SUCCESS, run.getState().getResultState());
        }
    }

    @Test
    void tasksBeyondAHundredComeInPages() {
        List<SubmitTask> tasks = new ArrayList<>();
        for (int i = 0; i < 230; i++) {
            tasks.add(submitTask("task_" + i));
        }
        long id = client.jobs()
                .submit(new SubmitRun().setRunName("wide").setTasks(tasks))
                .getResponse()
                .getRunId();
        int seen = 0;
        String token = null;
        do {
            Run page = client.jobs().getRun(new GetRunRequest().setRunId(id).setPageToken(token));
            seen += page.getTasks().size();
            token = page.getNextPageToken();
        } while (token != null);
        assertEquals(230, seen);
        client.jobs().cancelRun(id);
    }

    @Test
    void listsRunsPageByPage() {
        for (int i = 0; i < 45; i++) {
            client.jobs().submit(new SubmitRun().setRunName("listed").setTasks(List.of(submitTask("t"))));
        }
        int seen = 0;
        for (BaseRun run : client.jobs().listRuns(new ListRunsRequest().setLimit(20L))) {
            seen += "listed".equals(run.getRunName()) ? 1 : 0;
        }
        assertEquals(45, seen);
    }

    @Test
    void repairsWhatFailed() {
        long job = client.jobs()
                .create(new CreateJob()
                        .setName("fragile")
                        .setTasks(List.of(
                                clusterTask("breaks_once"),
                                clusterTask("after")
                                        .setDependsOn(List.of(new TaskDependency().setTaskKey("breaks_once"))))))
                .getJobId();
        workspace.failTasks("breaks_once", 1);
        long id = client.jobs().runNow(new RunNow().setJobId(job)).getResponse().getRunId();
        workspace.clock().advance(Duration.ofHours(2));
        assertEquals(RunResultState.FAILED, client.jobs().getRun(id).getState().getResultState());
        client.jobs()
                .repairRun(new RepairRun()
                        .setRunId(id)
                        .setRerunAllFailedTasks(true)
                        .setRerunDependentTasks(true));
        workspace.clock().advance(Duration.ofHours(2));
        Run repaired = client.jobs().getRun(new GetRunRequest().setRunId(id).setIncludeHistory(true));
        assertEquals(RunResultState.SUCCESS, repaired.getState().getResultState());
        assertEquals(2, repaired.getRepairHistory().size());
    }

    @Test
    void aTaskStartsAnotherJob() {
        long child = client.jobs()
                .create(new CreateJob().setName("child").setTasks(List.of(clusterTask("work"))))
                .getJobId();
        long id = client.jobs()
                .submit(new SubmitRun()
                        .setRunName("parent")
                        .setTasks(List.of(
                                new SubmitTask().setTaskKey("start").setRunJobTask(new RunJobTask().setJobId(child)))))
                .getResponse()
                .getRunId();
        workspace.clock().advance(Duration.ofHours(2));
        long task = client.jobs().getRun(id).getTasks().iterator().next().getRunId();
        long started = client.jobs().getRunOutput(task).getRunJobOutput().getRunId();
        assertEquals(child, client.jobs().getRun(started).getJobId());
    }

    @Test
    void refusesWhatIsTooMuchOrUnknown() {
        Map<String, String> tags = new HashMap<>();
        for (int i = 0; i < 26; i++) {
            tags.put("k" + i, "v");
        }
        DatabricksError many = assertThrows(InvalidParameterValue.class, () -> client.jobs()
                .create(new CreateJob().setName("x").setTags(tags)));
        assertTrue(many.getMessage().contains("tags"), many.getMessage());
        for (int i = 26; i < 46; i++) {
            tags.put("k" + i, "v");
        }
        DatabricksError cluster = assertThrows(InvalidParameterValue.class, () -> client.jobs()
                .create(new CreateJob()
                        .setName("x")
                        .setTasks(List.of(
                                new Task().setTaskKey("t").setNewCluster(new ClusterSpec().setCustomTags(tags))))));
        assertTrue(cluster.getMessage().contains("custom_tags"), cluster.getMessage());
        assertThrows(NotFound.class, () -> client.jobs().getRun(1L));
        assertThrows(NotFound.class, () -> client.jobs().runNow(new RunNow().setJobId(1L)));
        assertFalse(client.jobs()
                .list(new ListJobsRequest().setName("nobody"))
                .iterator()
                .hasNext());
    }

    private RunLifeCycleState state(long run) {
        return client.jobs().getRun(run).getState().getLifeCycleState();
    }

    private static Task clusterTask(String key) {
        return new Task()
                .setTaskKey(key)
                .setNotebookTask(new NotebookTask().setNotebookPath("/x"))
                .setNewCluster(new ClusterSpec()
                        .setSparkVersion("16.4.x-scala2.12")
                        .setNodeTypeId("i3.xlarge")
                        .setNumWorkers(2L));
    }

    private static SubmitTask submitTask(String key) {
        return new SubmitTask().setTaskKey(key).setNotebookTask(new NotebookTask().setNotebookPath("/x"));
    }

    private String one(String sql) throws SQLException {
        try (Connection connection = SharedWorkspace.jdbc(workspace);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : null;
        }
    }
}
