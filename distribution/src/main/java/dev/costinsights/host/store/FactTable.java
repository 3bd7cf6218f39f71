package dev.costinsights.host.store;

import dev.costinsights.core.spi.SourceTable;
import java.util.Objects;

/**
 * A table as the store knows it.
 *
 * @param region empty for a table that holds all regions' rows
 */
public record FactTable(String schema, String name, String region) implements Comparable<FactTable> {

    public FactTable {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(region, "region");
    }

    public static FactTable of(SourceTable table) {
        return new FactTable(table.schema(), table.name(), table.region());
    }

    /** {@code billing.usage}, or {@code query.history (us-west-2)}. */
    public String label() {
        return schema + "." + name + (region.isEmpty() ? "" : " (" + region + ")");
    }

    @Override
    public int compareTo(FactTable other) {
        int order = schema.compareTo(other.schema);
        order = order != 0 ? order : name.compareTo(other.name);
        return order != 0 ? order : region.compareTo(other.region);
    }
}
