package dev.costinsights.workspace.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.service.compute.AutoScale;
import com.databricks.sdk.service.compute.ClusterSpec;
import com.databricks.sdk.service.compute.CreateCluster;
import com.databricks.sdk.service.jobs.CreateJob;
import com.databricks.sdk.service.jobs.JobCluster;
import com.databricks.sdk.service.jobs.NotebookTask;
import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunNow;
import com.databricks.sdk.service.jobs.RunResultState;
import com.databricks.sdk.service.jobs.SubmitRun;
import com.databricks.sdk.service.jobs.SubmitTask;
import com.databricks.sdk.service.jobs.Task;
import com.databricks.sdk.service.pipelines.CreatePipeline;
import com.databricks.sdk.service.pipelines.PipelineCluster;
import com.databricks.sdk.service.pipelines.StartUpdate;
import com.databricks.sdk.service.pipelines.StopRequest;
import dev.costinsights.workspace.simulation.company.Consumption;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs and updates that were launched by the real SDK: what their compute does, what it is billed for, and who consumed it. */
final class LaunchedComputeTest {
    private LocalWorkspace workspace;
    private WorkspaceClient client;

    @BeforeEach
    void start() throws Exception {
        workspace = LocalWorkspace.start(WorkspaceOptions.small().withDays(1).withJobs(0));
        client = SharedWorkspace.sdk(workspace);
    }

    @AfterEach
    void stop() {
        workspace.close();
    }

    @Test
    void aClusterOfARunIsBilledFromWhenItIsUpAndBelongsToItsTasksAndItsRun() throws SQLException {
        long job = client.jobs()
                .create(new CreateJob()
                        .setName("nightly")
                        .setTags(Map.of("dagster_snowflake_opaque_id", "asks"))
                        .setJobClusters(List.of(
                                new JobCluster().setJobClusterKey("shared").setNewCluster(cluster(2))))
                        .setTasks(List.of(onShared("a"), onShared("b"))))
                .getJobId();
        long id = client.jobs().runNow(new RunNow().setJobId(job)).getResponse().getRunId();
        workspace.clock().advance(Duration.ofHours(6));

        Run run = client.jobs().getRun(id);
        assertEquals(RunResultState.SUCCESS, run.getState().getResultState());
        long waited = run.getTasks().iterator().next().getSetupDuration();
        assertTrue(run.getTasks().stream().allMatch(task -> task.getSetupDuration() == waited), "one cluster for both");
        BigDecimal hours = BigDecimal.valueOf(run.getRunDuration() - waited).movePointLeft(3);
        BigDecimal nodes = quantity(one -> String.valueOf(id).equals(one.run())).multiply(BigDecimal.valueOf(3600));
        assertEquals(
                hours.doubleValue(),
                nodes.doubleValue() / 3,
                0.01,
                "a driver and two workers of a DBU an hour each, while they were up");
        Set<String> kinds = workspace.truth().stream()
                .filter(one -> String.valueOf(id).equals(one.run()))
                .peek(one -> assertEquals("asks", one.asked()))
                .map(one -> one.type() + (one.type().equals("JOB_RUN") ? "" : ' ' + one.execution()))
                .collect(Collectors.toSet());
        assertTrue(
                kinds.containsAll(run.getTasks().stream()
                        .map(task -> "JOB_TASK_RUN " + task.getRunId())
                        .toList()),
                kinds::toString);
        assertTruthIsBilled();
    }

    @Test
    void anElasticClusterGrowsForManyTasks() throws SQLException {
        ClusterSpec elastic = cluster(0)
                .setNumWorkers(null)
                .setAutoscale(new AutoScale().setMinWorkers(1L).setMaxWorkers(8L));
        long small = billed(submit(IntStream.range(0, 1).mapToObj(i -> "t" + i).toList(), elastic));
        long large = billed(submit(IntStream.range(0, 30).mapToObj(i -> "t" + i).toList(), elastic));
        assertTrue(large > 6 * small, small + " and " + large);
        assertEquals(
                List.of("1 8"),
                rows("SELECT DISTINCT min_autoscale_workers || ' ' || max_autoscale_workers"
                        + " FROM system.compute.clusters WHERE cluster_source = 'JOB' AND change_time > '2026-11-01'"));
        assertTruthIsBilled();
    }

    /** Tasks of one run, each on a share of one cluster; what the run is billed, in thousandths of a DBU. */
    private long billed(long run) {
        workspace.clock().advance(Duration.ofHours(12));
        assertEquals(
                RunResultState.SUCCESS, client.jobs().getRun(run).getState().getResultState());
        return quantity(one -> String.valueOf(run).equals(one.run()))
                .movePointRight(3)
                .longValue();
    }

    private long submit(List<String> keys, ClusterSpec spec) {
        long job = client.jobs()
                .create(new CreateJob()
                        .setName("elastic")
                        .setJobClusters(List.of(
                                new JobCluster().setJobClusterKey("shared").setNewCluster(spec)))
                        .setTasks(
                                keys.stream().map(LaunchedComputeTest::onShared).toList()))
                .getJobId();
        return client.jobs().runNow(new RunNow().setJobId(job)).getResponse().getRunId();
    }

    @Test
    void runsOnOneAllPurposeClusterShareItAndWhatNobodyUsedIsIdle() throws SQLException {
        String id = client.clusters()
                .create(new CreateCluster()
                        .setClusterName("shared")
                        .setSparkVersion("16.4.x-scala2.12")
                        .setNodeTypeId("i3.xlarge")
                        .setNumWorkers(1L)
                        .setAutoterminationMinutes(60L))
                .getResponse()
                .getClusterId();
        workspace.clock().advance(Duration.ofMinutes(30));
        List<Long> runs = IntStream.range(0, 12)
                .mapToObj(i -> client.jobs()
                        .submit(new SubmitRun()
                                .setRunName("shared")
                                .setTasks(List.of(submitted().setExistingClusterId(id))))
                        .getResponse()
                        .getRunId())
                .toList();
        workspace.clock().advance(Duration.ofHours(12));

        assertTrue(
                runs.stream().anyMatch(run -> client.jobs().getRun(run).getRunDuration() > 1_200_000),
                "twelve on four cores take longer than any would alone");
        Map<String, Long> kinds = workspace.truth().stream()
                .filter(one -> id.equals(one.cluster()))
                .collect(Collectors.groupingBy(one -> String.valueOf(one.type()), TreeMap::new, Collectors.counting()));
        assertEquals(Set.of("JOB_TASK_RUN", "null"), kinds.keySet());
        assertEquals(
                12,
                workspace.truth().stream()
                        .filter(one -> id.equals(one.cluster()))
                        .map(Consumption::run)
                        .filter(Objects::nonNull)
                        .distinct()
                        .count());
        assertTruthIsBilled();
    }

    @Test
    void whatIsCancelledIsBilledUntilThen() throws SQLException {
        long whole = serverless();
        workspace.clock().advance(Duration.ofHours(4));
        long cut = serverless();
        workspace.clock().advance(Duration.ofSeconds(70));
        client.jobs().cancelRun(cut);
        long unborn = serverless();
        client.jobs().cancelRun(unborn);
        workspace.clock().advance(Duration.ofHours(4));

        BigDecimal most = quantity(one -> String.valueOf(whole).equals(one.run()));
        BigDecimal some = quantity(one -> String.valueOf(cut).equals(one.run()));
        assertTrue(some.signum() > 0 && some.compareTo(most) < 0, some + " of " + most);
        assertEquals(
                0, quantity(one -> String.valueOf(unborn).equals(one.run())).signum());
        assertTruthIsBilled();
    }

    @Test
    void updatesAreBilledForTheirComputeAndUntilTheyAreStopped() throws SQLException {
        String classic = client.pipelines()
                .create(new CreatePipeline()
                        .setName("classic")
                        .setClusters(List.of(new PipelineCluster()
                                .setLabel("default")
                                .setNodeTypeId("i3.xlarge")
                                .setNumWorkers(2L))))
                .getPipelineId();
        String serverless = client.pipelines()
                .create(new CreatePipeline()
                        .setName("serverless")
                        .setTags(Map.of("dagster_snowflake_opaque_id", "asks"))
                        .setServerless(true))
                .getPipelineId();
        for (String id : List.of(classic, serverless)) {
            client.pipelines().startUpdate(new StartUpdate().setPipelineId(id));
        }
        workspace.clock().advance(Duration.ofHours(4));
        BigDecimal whole = quantity(one -> classic.equals(one.pipeline()));
        String stopped = client.pipelines()
                .startUpdate(new StartUpdate().setPipelineId(classic))
                .getUpdateId();
        workspace.clock().advance(Duration.ofMinutes(1));
        client.pipelines().stop(new StopRequest().setPipelineId(classic));
        workspace.clock().advance(Duration.ofHours(4));

        assertTrue(whole.signum() > 0);
        assertEquals(0, quantity(one -> stopped.equals(one.execution())).signum(), "its cluster never was up");
        List<Consumption> ofServerless = workspace.truth().stream()
                .filter(one -> serverless.equals(one.pipeline()))
                .toList();
        assertFalse(ofServerless.isEmpty());
        assertTrue(ofServerless.stream().allMatch(one -> "asks".equals(one.asked())), ofServerless::toString);
        assertTruthIsBilled();
    }

    private long serverless() {
        return client.jobs()
                .submit(new SubmitRun().setRunName("serverless").setTasks(List.of(submitted())))
                .getResponse()
                .getRunId();
    }

    private static SubmitTask submitted() {
        return new SubmitTask().setTaskKey("t").setNotebookTask(new NotebookTask().setNotebookPath("/x"));
    }

    private static Task onShared(String key) {
        return new Task()
                .setTaskKey(key)
                .setJobClusterKey("shared")
                .setNotebookTask(new NotebookTask().setNotebookPath("/x"));
    }

    private static ClusterSpec cluster(long workers) {
        return new ClusterSpec()
                .setSparkVersion("16.4.x-scala2.12")
                .setNodeTypeId("i3.xlarge")
                .setNumWorkers(workers);
    }

    private BigDecimal quantity(Predicate<Consumption> which) {
        return workspace.truth().stream()
                .filter(which)
                .map(Consumption::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The truth of everything that was launched sums to its bill, by product, time and what it ran on, exactly. */
    private void assertTruthIsBilled() throws SQLException {
        workspace.clock().advance(Duration.ofHours(3));
        Map<String, BigDecimal> truth = new TreeMap<>();
        for (Consumption one : workspace.truth()) {
            String key = one.sku() + ' ' + one.start() + ' ' + one.end() + ' ' + one.cluster() + ' ' + one.pipeline();
            truth.merge(key, one.quantity().stripTrailingZeros(), BigDecimal::add);
        }
        Map<String, BigDecimal> billed = new TreeMap<>();
        for (String row : rows("SELECT usage_quantity || ' ' || sku_name || ' ' || epoch_ms(usage_start_time) || ' ' ||"
                + " epoch_ms(usage_end_time) || ' ' || coalesce(usage_metadata.cluster_id, 'null') || ' ' ||"
                + " coalesce(usage_metadata.dlt_pipeline_id, 'null') FROM system.billing.usage"
                + " WHERE usage_start_time >= '2026-11-01'")) {
            String[] record = row.split(" ", 2);
            billed.merge(record[1], new BigDecimal(record[0]), BigDecimal::add);
        }
        truth.replaceAll((key, quantity) -> quantity.stripTrailingZeros());
        billed.replaceAll((key, quantity) -> quantity.stripTrailingZeros());
        assertEquals(truth, billed);
    }

    private List<String> rows(String sql) throws SQLException {
        return SharedWorkspace.column(workspace, sql);
    }
}
