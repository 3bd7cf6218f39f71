package dev.costinsights.workspace.simulation;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.company.Sku;
import dev.costinsights.workspace.company.SkuKind;
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
        long autoStopMillis) {

    /** How long it takes to get a cluster. */
    public static long startMillis(boolean isServerless) {
        return isServerless ? 6_000 : 240_000;
    }

    /** Under which it is billed. */
    public Sku sku() {
        return (isServerless ? SkuKind.SQL_SERVERLESS : SkuKind.SQL_PRO).in(Company.WORKSPACES.get(0));
    }
}
