package dev.costinsights.host.estimate;

import dev.costinsights.core.estimation.Compute;
import dev.costinsights.core.estimation.WarehouseSize;
import dev.costinsights.core.model.ClusterVersion;
import dev.costinsights.core.model.TaskRunSlice;
import dev.costinsights.core.model.WarehouseVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
     * One cluster of a warehouse, by its size.
     *
     * @param parallel how many statements shared it
     */
    Compute warehouse(String workspaceId, String warehouseId, long atMicros, int parallel) {
        Optional<WarehouseVersion> version = version(workspaceId, warehouseId, atMicros);
        WarehouseSize size =
                version.map(WarehouseVersion::size).flatMap(WarehouseSize::of).orElse(null);
        return new Compute.Warehouse(version.map(WarehouseVersion::type).orElse(null), size, 1, parallel);
    }

    /**
     * A warehouse whose statements are counted with all their hours, however many shared it: its size says nothing of
     * those, earlier bills do.
     */
    Compute sharedWarehouse(String workspaceId, String warehouseId, long atMicros) {
        Optional<WarehouseVersion> version = version(workspaceId, warehouseId, atMicros);
        return new Compute.Warehouse(version.map(WarehouseVersion::type).orElse(null), null, 1, 1);
    }

    /** As it was at a time, or as it is known from later. */
    private Optional<WarehouseVersion> version(String workspaceId, String warehouseId, long atMicros) {
        TreeMap<Long, WarehouseVersion> versions = warehouses.get(new Key(workspaceId, warehouseId));
        if (versions == null) {
            return Optional.empty();
        }
        Map.Entry<Long, WarehouseVersion> at = versions.floorEntry(atMicros);
        return Optional.of((at != null ? at : versions.firstEntry()).getValue());
    }

    /**
     * What a job ran on: a cluster of its own with as many nodes all the time, or nothing that there is a book for. Warehouses
     * of its tasks are not billed to it.
     *
     * @param computeIds as {@link TaskRunSlice#clusterIds} has them
     */
    Compute clusters(String workspaceId, Set<String> computeIds) {
        List<Key> own = computeIds.stream()
                .map(id -> new Key(workspaceId, id))
                .filter(key -> !warehouses.containsKey(key))
                .toList();
        if (own.size() != 1) {
            return new Compute.Serverless();
        }
        Map<String, Integer> known = nodes.getOrDefault(own.get(0), Map.of());
        return known.isEmpty() ? new Compute.Serverless() : new Compute.Nodes(known, Map.of());
    }
}
