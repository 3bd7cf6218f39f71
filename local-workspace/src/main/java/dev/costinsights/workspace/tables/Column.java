package dev.costinsights.workspace.tables;

/** A column of a system table, or a leaf of a struct. The name is interned: {@link RowWriter} compares references first. */
public record Column(String name, ColumnType type) {
    public Column {
        name = name.intern();
    }
}
