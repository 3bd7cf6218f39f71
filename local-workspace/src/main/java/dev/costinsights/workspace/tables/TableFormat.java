package dev.costinsights.workspace.tables;

import dev.costinsights.workspace.tables.ColumnType.Scalar;
import java.util.stream.Collectors;

/** File formats of exported system tables. */
public enum TableFormat {
    /** True types and nesting; zstd. */
    PARQUET("parquet"),
    /** One JSON object a line; structs, maps and arrays are nested, decimals are strings so that no reader rounds them. */
    JSONL("jsonl"),
    /** With a header; structs, maps and arrays are JSON text. */
    CSV("csv");

    private final String extension;

    TableFormat(String extension) {
        this.extension = extension;
    }

    /** The file name's ending, without the dot. */
    public String extension() {
        return extension;
    }

    /** The SELECT list that turns a {@link RowFunction}'s physical columns into the table's, as this format has them. */
    String columns(SystemTable table) {
        return table.columns().stream()
                .map(c -> typed(c) + " AS \"" + c.name() + '"')
                .collect(Collectors.joining(", "));
    }

    /** From the physical column to the table's type, or to what stands for that type in a text format. */
    private String typed(Column column) {
        String name = '"' + column.name() + '"';
        if (!(column.type() instanceof Scalar scalar)) {
            return switch (this) {
                case PARQUET -> "from_json(" + name + ", '" + column.type().jsonShape() + "')";
                case JSONL -> "CAST(" + name + " AS JSON)";
                case CSV -> name;
            };
        }
        return switch (scalar) {
            case STRING -> name;
            case TIMESTAMP -> "make_timestamptz(" + name + ')';
            case DATE -> "DATE '1970-01-01' + CAST(" + name + " AS INTEGER)";
            // A JSON number is a double to most readers.
            case DECIMAL -> this == JSONL ? "CAST(" + name + " AS VARCHAR)" : name;
            case BIGINT, INT, TINYINT, BOOLEAN, DOUBLE -> "CAST(" + name + " AS " + scalar.sql() + ')';
        };
    }
}
