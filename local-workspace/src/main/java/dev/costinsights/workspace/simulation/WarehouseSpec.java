package dev.costinsights.workspace.simulation;

import dev.costinsights.workspace.company.WarehouseSize;

/** How a warehouse is configured. */
public record WarehouseSpec(
        String id,
        String name,
        String owner,
        boolean isServerless,
        WarehouseSize size,
        int minClusters,
        int maxClusters,
        long startMillis,
        long autoStopMillis) {}
