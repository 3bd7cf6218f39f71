package dev.costinsights.workspace.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.service.compute.ClusterSpec;
import com.databricks.sdk.service.compute.CreateCluster;
import com.databricks.sdk.service.jobs.CreateJob;
import com.databricks.sdk.service.jobs.JobCluster;
import com.databricks.sdk.service.jobs.NotebookTask;
import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunLifeCycleState;
import com.databricks.sdk.service.jobs.RunNow;
import com.databricks.sdk.service.jobs.RunResultState;
import com.databricks.sdk.service.jobs.RunTask;
import com.databricks.sdk.service.jobs.SqlTask;
import com.databricks.sdk.service.jobs.SqlTaskQuery;
import com.databricks.sdk.service.jobs.SubmitRun;
import com.databricks.sdk.service.jobs.SubmitTask;
import com.databricks.sdk.service.jobs.Task;
import com.databricks.sdk.service.jobs.TaskDependency;
import com.databricks.sdk.service.sql.ListQueryHistoryRequest;
import com.databricks.sdk.service.sql.QueryInfo;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs whose tasks use what others use too: when they end is known when they have ended. */
final class LaunchedRunsTest {
    private LocalWorkspace workspace;
    private WorkspaceClient client;

    @BeforeEach
    void start() throws Exception {
        workspace = LocalWorkspace.start(WorkspaceOptions.small().withDays(1).withJobs(0));
        client = SharedWorkspace.sdk(workspace);
        workspace.statementsTake("results_of", Duration.ofMinutes(30));
    }

    @AfterEach
    void stop() {
        workspace.close();
    }

    @Test
    void aTaskBeginsWhenTheStatementThatItWaitsForHasLeftItsWarehouse() {
        long id = submit();
        workspace.clock().advance(Duration.ofMinutes(20));
        assertEquals(RunLifeCycleState.RUNNING, task(id, "query").getState().getLifeCycleState());
        assertEquals(RunLifeCycleState.BLOCKED, task(id, "after").getState().getLifeCycleState());
        assertEquals(0L, task(id, "after").getStartTime());
        workspace.clock().advance(Duration.ofHours(1));

        Run run = client.jobs().getRun(id);
        assertEquals(RunResultState.SUCCESS, run.getState().getResultState());
        QueryInfo query = statements().iterator().next();
        assertEquals(query.getExecutionEndTimeMs(), task(id, "query").getEndTime());
        assertEquals(query.getExecutionEndTimeMs(), task(id, "after").getStartTime());
        assertTrue(query.getDuration() > 1_800_000, query::toString);
    }

    @Test
    void statementsOfManyRunsQueueAndTheirRunsTakeLonger() {
        List<Long> runs = Stream.generate(this::submit).limit(15).toList();
        workspace.clock().advance(Duration.ofDays(1));
        List<Long> ends = runs.stream()
                .map(run -> task(run, "query").getEndTime())
                .sorted()
                .toList();
        assertTrue(ends.get(14) - ends.get(0) > 1_800_000, ends::toString);
    }

    @Test
    void aRunThatIsCancelledCancelsItsStatementToo() {
        long id = submit();
        workspace.clock().advance(Duration.ofMinutes(5));
        client.jobs().cancelRun(id);

        assertEquals(
                RunResultState.CANCELED, client.jobs().getRun(id).getState().getResultState());
        QueryInfo query = statements().iterator().next();
        assertEquals("CANCELED", query.getStatus().name());
        assertEquals(300_000L, query.getDuration());
    }

    @Test
    void aTaskOnAWarehouseThatDoesNotExistFails() {
        long id = client.jobs()
                .submit(new SubmitRun().setRunName("nowhere").setTasks(List.of(query("nowhere"))))
                .getResponse()
                .getRunId();
        assertEquals(RunResultState.FAILED, client.jobs().getRun(id).getState().getResultState());
    }

    @Test
    void aClusterThatWaitsForAStatementIsConsumedByItsRun() {
        JobCluster cluster = new JobCluster()
                .setJobClusterKey("own")
                .setNewCluster(new ClusterSpec().setNumWorkers(1L).setNodeTypeId("i3.xlarge"));
        Task query = new Task()
                .setTaskKey("query")
                .setSqlTask(query(workspace.warehouseId()).getSqlTask())
                .setDependsOn(List.of(new TaskDependency().setTaskKey("before")));
        long job = client.jobs()
                .create(new CreateJob()
                        .setName("with a gap")
                        .setJobClusters(List.of(cluster))
                        .setTasks(List.of(
                                onOwn("before"),
                                query,
                                onOwn("after").setDependsOn(List.of(new TaskDependency().setTaskKey("query"))))))
                .getJobId();
        String id = String.valueOf(
                client.jobs().runNow(new RunNow().setJobId(job)).getResponse().getRunId());
        workspace.clock().advance(Duration.ofHours(6));

        Map<String, BigDecimal> consumed = new TreeMap<>();
        workspace.truth().stream()
                .filter(one -> id.equals(one.run()))
                .forEach(one -> consumed.merge(one.type(), one.quantity(), BigDecimal::add));
        assertEquals(Set.of("JOB_RUN", "JOB_TASK_RUN"), consumed.keySet());
        QueryInfo waitedFor = statements().iterator().next();
        assertEquals(
                2 * waitedFor.getDuration() / 3_600_000.0,
                consumed.get("JOB_RUN").doubleValue(),
                0.000_01,
                "two nodes of a DBU an hour, for as long as the statement took");
    }

    private static Task onOwn(String key) {
        return new Task()
                .setTaskKey(key)
                .setJobClusterKey("own")
                .setNotebookTask(new NotebookTask().setNotebookPath("/x"));
    }

    @Test
    void aTaskWhoseClusterIsSwitchedOffFails() {
        String cluster = client.clusters()
                .create(new CreateCluster().setSparkVersion("16.4.x-scala2.12").setNumWorkers(1L))
                .getResponse()
                .getClusterId();
        SubmitTask task = new SubmitTask()
                .setTaskKey("t")
                .setExistingClusterId(cluster)
                .setNotebookTask(new NotebookTask().setNotebookPath("/x"));
        long id = client.jobs()
                .submit(new SubmitRun().setRunName("off").setTasks(List.of(task)))
                .getResponse()
                .getRunId();
        client.clusters().delete(cluster);
        assertEquals(RunResultState.FAILED, client.jobs().getRun(id).getState().getResultState());
    }

    private long submit() {
        SubmitTask after = new SubmitTask()
                .setTaskKey("after")
                .setNotebookTask(new NotebookTask().setNotebookPath("/x"))
                .setDependsOn(List.of(new TaskDependency().setTaskKey("query")));
        return client.jobs()
                .submit(new SubmitRun().setRunName("queries").setTasks(List.of(query(workspace.warehouseId()), after)))
                .getResponse()
                .getRunId();
    }

    private static SubmitTask query(String warehouse) {
        return new SubmitTask()
                .setTaskKey("query")
                .setSqlTask(new SqlTask().setWarehouseId(warehouse).setQuery(new SqlTaskQuery().setQueryId("q")));
    }

    private RunTask task(long run, String key) {
        return client.jobs().getRun(run).getTasks().stream()
                .filter(task -> task.getTaskKey().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private Collection<QueryInfo> statements() {
        return client.queryHistory().list(new ListQueryHistoryRequest()).getRes();
    }
}
