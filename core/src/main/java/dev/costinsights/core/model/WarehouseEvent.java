package dev.costinsights.core.model;

import java.util.Objects;

/**
 * A row of {@code system.compute.warehouse_events}.
 *
 * @param clusterCount clusters running after the event; null when the table does not say
 */
public record WarehouseEvent(
        String accountId, String workspaceId, String warehouseId, Type type, Integer clusterCount, long timeMicros) {

    /** {@code event_type}, in the order in which events of one instant take effect. */
    public enum Type {
        STARTING,
        RUNNING,
        SCALED_UP,
        SCALED_DOWN,
        STOPPING,
        STOPPED,
        /** A type that Databricks did not have when this was written; only its cluster count is used. */
        OTHER
    }

    public WarehouseEvent {
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(workspaceId, "workspaceId");
        Objects.requireNonNull(warehouseId, "warehouseId");
        Objects.requireNonNull(type, "type");
    }
}
