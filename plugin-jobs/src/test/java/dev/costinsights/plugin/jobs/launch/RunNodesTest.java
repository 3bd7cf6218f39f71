package dev.costinsights.plugin.jobs.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.databricks.sdk.service.compute.AutoScale;
import com.databricks.sdk.service.compute.ClusterSpec;
import com.databricks.sdk.service.compute.RuntimeEngine;
import com.databricks.sdk.service.jobs.JobCluster;
import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunTask;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunNodesTest {

    @Test
    void aClusterOfItsOwnSaysItsNodesWithTheDriver() {
        assertEquals("i3.xlarge=3", RunNodes.of(run(new RunTask().setNewCluster(cluster(2)))));
        assertEquals("i3.xlarge=1", RunNodes.of(run(new RunTask().setNewCluster(cluster(0)))));
        assertEquals(
                "i3.xlarge=2,m5.large=1",
                RunNodes.of(run(new RunTask().setNewCluster(cluster(2).setDriverNodeTypeId("m5.large")))));
    }

    @Test
    void photonIsAnotherPriceOfTheSameNode() {
        assertEquals(
                "i3.xlarge+photon=3",
                RunNodes.of(run(new RunTask().setNewCluster(cluster(2).setRuntimeEngine(RuntimeEngine.PHOTON)))));
        assertEquals(
                "i3.xlarge+photon=3",
                RunNodes.of(run(new RunTask().setNewCluster(cluster(2).setSparkVersion("15.4.x-photon-scala2.12")))));
    }

    @Test
    void tasksThatShareAJobClusterHaveItTogether() {
        Run run = run(new RunTask().setJobClusterKey("etl"), new RunTask().setJobClusterKey("etl"))
                .setJobClusters(List.of(new JobCluster().setJobClusterKey("etl").setNewCluster(cluster(4))));
        assertEquals("i3.xlarge=5", RunNodes.of(run));
    }

    @Test
    void whatTheApiDoesNotSayIsNotGuessed() {
        assertNull(RunNodes.of(new Run()));
        assertNull(RunNodes.of(run(new RunTask())), "serverless");
        assertNull(RunNodes.of(run(new RunTask().setExistingClusterId("c1"))), "others use it, too");
        assertNull(
                RunNodes.of(run(new RunTask()
                        .setNewCluster(
                                cluster(2).setNumWorkers(null).setAutoscale(new AutoScale().setMaxWorkers(8L))))),
                "it scales");
        assertNull(
                RunNodes.of(run(new RunTask()
                        .setNewCluster(cluster(2).setNodeTypeId(null).setInstancePoolId("pool")))),
                "out of a pool");
        assertNull(
                RunNodes.of(run(new RunTask().setNewCluster(cluster(2)), new RunTask().setNewCluster(cluster(2)))),
                "two clusters");
        assertNull(RunNodes.of(run(new RunTask().setNewCluster(cluster(2)), new RunTask())), "partly serverless");
        assertNull(
                RunNodes.of(run(new RunTask().setNewCluster(cluster(2))).setNextPageToken("more")),
                "not all of its tasks");
    }

    private static Run run(RunTask... tasks) {
        return new Run().setTasks(List.of(tasks));
    }

    private static ClusterSpec cluster(long workers) {
        return new ClusterSpec()
                .setNodeTypeId("i3.xlarge")
                .setNumWorkers(workers)
                .setSparkVersion("15.4.x-scala2.12");
    }
}
