package dev.costinsights.core.model;

import java.util.Map;
import java.util.Objects;

/**
 * A row of {@code system.compute.warehouses}: how a warehouse was from a time on.
 *
 * @param type {@code warehouse_type}, e.g. {@code SERVERLESS}, or null
 * @param size {@code warehouse_size}, e.g. {@code 2X_SMALL}, or null
 * @param createdBy who created it, or null
 * @param deleteMicros {@code delete_time}, or {@link TimeSpan#FOREVER}
 */
public record WarehouseVersion(
        String accountId,
        String workspaceId,
        String warehouseId,
        String name,
        String type,
        String size,
        Map<String, String> tags,
        String createdBy,
        long changeMicros,
        long deleteMicros) {

    public WarehouseVersion {
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(workspaceId, "workspaceId");
        Objects.requireNonNull(warehouseId, "warehouseId");
        tags = OrderedTexts.copyOf(tags);
    }
}
