package dev.costinsights.host.estimate;

import dev.costinsights.core.estimation.Compute;
import dev.costinsights.core.estimation.WarehouseSize;
import dev.costinsights.core.model.ClusterVersion;
import dev.costinsights.core.model.WarehouseVersion;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Sizes of warehouses and nodes of clusters, as the system tables tell them. One thread. */
final class KnownCompute {

    private record Key(String workspaceId, String id) {}

    private final Map<Key, TreeMap<Long, WarehouseVersion>> warehouses = new HashMap<>();
    private final Map<Key, Map<String, Integer>> nodes = new HashMap<>();

    void add(WarehouseVersion version) {
        warehouses
                .computeIfAbsent(new Key(version.workspaceId(), version.warehouseId()), key -> new TreeMap<>())
                .put(version.changeMicros(), version);
    }

    /** Of a cluster that changed nobody knows here which nodes a run had. */
    void add(ClusterVersion version) {
        Key key = new Key(version.workspaceId(), version.clusterId());
        Map<String, Integer> known = nodes.putIfAbsent(key, version.nodes());
        if (known != null && !known.equals(version.nodes())) {
            nodes.put(key, Map.of());
        }
    }

    /**
     * One cluster of a warehouse as it was at a time, or as it is known from later.
     *
     * @param parallel how many statements shared it
     */
    Compute warehouse(String workspaceId, String warehouseId, long atMicros, int parallel) {
        TreeMap<Long, WarehouseVersion> versions = warehouses.get(new Key(workspaceId, warehouseId));
        if (versions == null) {
            return new Compute.Warehouse(null, null, 1, parallel);
        }
        Map.Entry<Long, WarehouseVersion> at = versions.floorEntry(atMicros);
        WarehouseVersion version = (at != null ? at : versions.firstEntry()).getValue();
        WarehouseSize size =
                version.size() == null ? null : WarehouseSize.of(version.size()).orElse(null);
        return new Compute.Warehouse(version.type(), size, 1, parallel);
    }

    /** What a job ran on: a cluster of its own with as many nodes all the time, or nothing that there is a book for. */
    Compute clusters(String workspaceId, Set<String> clusterIds) {
        if (clusterIds.size() != 1) {
            return new Compute.Serverless();
        }
        Map<String, Integer> known =
                nodes.getOrDefault(new Key(workspaceId, clusterIds.iterator().next()), Map.of());
        return known.isEmpty() ? new Compute.Serverless() : new Compute.Nodes(known, Map.of());
    }
}
