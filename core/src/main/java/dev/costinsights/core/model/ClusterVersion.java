package dev.costinsights.core.model;

import java.util.Map;
import java.util.Objects;

/**
 * A row of {@code system.compute.clusters}: how a cluster was from a time on.
 *
 * @param ownedBy who owns it, or null
 * @param source {@code cluster_source}: UI and API clusters are shared, JOB and PIPELINE ones have one user; or null
 * @param nodes how many of each node type, the driver included; a type is followed by {@code +photon} where Photon runs on it.
 *     Empty where the table does not say, and for clusters that scale
 * @param deleteMicros {@code delete_time}, or {@link TimeSpan#FOREVER}
 */
public record ClusterVersion(
        String accountId,
        String workspaceId,
        String clusterId,
        String name,
        String ownedBy,
        String source,
        Map<String, String> tags,
        Map<String, Integer> nodes,
        long changeMicros,
        long deleteMicros) {

    public ClusterVersion {
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(workspaceId, "workspaceId");
        Objects.requireNonNull(clusterId, "clusterId");
        tags = OrderedTexts.copyOf(tags);
        nodes = Map.copyOf(nodes);
    }
}
