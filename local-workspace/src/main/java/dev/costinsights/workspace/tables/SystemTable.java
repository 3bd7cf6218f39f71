package dev.costinsights.workspace.tables;

import java.util.List;

/** A system table: schema and name without the catalog, e.g. billing and usage, and its columns in order. */
public record SystemTable(String schema, String name, List<Column> columns) {
    /** E.g. {@code billing/usage}: its place below the export's folder, without an extension. */
    public String path() {
        return schema + '/' + name;
    }
}
