package dev.costinsights.host.parquet;

import java.util.Objects;

/**
 * A column of a table.
 *
 * @param group neighbours of one group come from one object, which many rows share; texts, numbers and times may; empty for
 *     none
 */
public record Column(String name, ColumnType type, String group) {

    public Column {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(group, "group");
    }

    /** A column that stands alone. */
    public Column(String name, ColumnType type) {
        this(name, type, "");
    }
}
