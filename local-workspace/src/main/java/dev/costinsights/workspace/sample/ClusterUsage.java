package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.company.Workspace;
import dev.costinsights.workspace.tables.Json;
import java.util.List;

/** The usage of all-purpose clusters: billing knows the cluster and its creator, not who worked on it. */
final class ClusterUsage {
    private ClusterUsage() {}

    static void write(List<AllPurposeCluster> clusters, Window window, long seed, Meter meter, UsageWriter usage) {
        for (AllPurposeCluster cluster : clusters) {
            Rng rng = Rng.of(seed, "cluster-usage", cluster.index());
            for (int day = 0; day < window.days(); day++) {
                long end = window.day(day) + AllPurposeCluster.UP_TO;
                for (long from = window.day(day) + AllPurposeCluster.UP_FROM; from < end; ) {
                    long to = Math.min(end, Window.hour(from) + Window.HOUR);
                    record(cluster, from, to, "i3.2xlarge", rng, meter, usage);
                    if (cluster.hasOwnDriverType()) {
                        record(cluster, from, to, "r5d.xlarge", rng, meter, usage);
                    }
                    from = to;
                }
            }
        }
    }

    private static void record(
            AllPurposeCluster cluster, long from, long to, String nodeType, Rng rng, Meter meter, UsageWriter usage) {
        Workspace workspace = cluster.workspace();
        usage.write(UsageRecord.of(
                        workspace,
                        cluster.sku(),
                        from,
                        to,
                        meter.steadyQuantity(rng, ProductLine.ALL_PURPOSE, cluster.sku(), workspace),
                        "ALL_PURPOSE")
                .withTags(Json.map(cluster.tags()))
                .withMetadata(
                        "cluster_id", cluster.id(), "node_type", workspace.isAzure() ? "Standard_DS4_v2" : nodeType)
                .withRunAs(cluster.creator())
                .withFeatures(new Json()
                        .open()
                        .field("is_serverless", false)
                        .field("is_photon", cluster.isPhoton())
                        .close()));
    }
}
