package dev.costinsights.plugin.jobs.launch;

import com.databricks.sdk.service.compute.ClusterSpec;
import com.databricks.sdk.service.compute.RuntimeEngine;
import com.databricks.sdk.service.jobs.JobCluster;
import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The nodes that a run had to itself, which say what it will be billed when nothing else does. */
final class RunNodes {

    private RunNodes() {}

    /**
     * As {@code m5.large=1,i3.xlarge+photon=2}, the driver included; or null where the API does not say: on serverless
     * compute, on clusters that others use, that scale, or that come out of a pool, and with several clusters.
     */
    static String of(Run run) {
        if (run.getNextPageToken() != null) {
            // There are more tasks than these.
            return null;
        }
        List<ClusterSpec> clusters = new ArrayList<>();
        if (run.getJobClusters() != null) {
            run.getJobClusters().stream().map(JobCluster::getNewCluster).forEach(clusters::add);
        }
        if (run.getTasks() != null) {
            for (RunTask task : run.getTasks()) {
                boolean ownsNone = task.getNewCluster() == null && task.getJobClusterKey() == null;
                if (task.getNewCluster() != null || ownsNone) {
                    clusters.add(task.getNewCluster());
                }
            }
        } else if (run.getClusterSpec() != null) {
            clusters.add(run.getClusterSpec().getNewCluster());
        }
        return clusters.size() == 1 ? text(clusters.get(0)) : null;
    }

    private static String text(ClusterSpec cluster) {
        boolean isFixed = cluster != null
                && cluster.getNodeTypeId() != null
                && cluster.getNumWorkers() != null
                && cluster.getAutoscale() == null;
        if (!isFixed) {
            return null;
        }
        String version = cluster.getSparkVersion();
        boolean isPhoton =
                cluster.getRuntimeEngine() == RuntimeEngine.PHOTON || (version != null && version.contains("photon"));
        String engine = isPhoton ? "+photon" : "";
        String driver = cluster.getDriverNodeTypeId();
        Map<String, Long> nodes = new TreeMap<>();
        nodes.put((driver == null ? cluster.getNodeTypeId() : driver) + engine, 1L);
        if (cluster.getNumWorkers() > 0) {
            nodes.merge(cluster.getNodeTypeId() + engine, cluster.getNumWorkers(), Long::sum);
        }
        return nodes.entrySet().stream()
                .map(node -> node.getKey() + "=" + node.getValue())
                .collect(Collectors.joining(","));
    }
}
