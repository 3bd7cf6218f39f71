package dev.costinsights.workspace.tables;

import java.util.List;
import java.util.stream.Collectors;

/** The type of a column or of a struct's leaf, as the system tables' DDL names it. */
public sealed interface ColumnType {
    /** In DuckDB's SQL, e.g. {@code STRUCT(type VARCHAR, cluster_id VARCHAR)}. */
    public String sql();

    /** As the structure argument of DuckDB's {@code from_json}. */
    public String jsonShape();

    /** A scalar. */
    public enum Scalar implements ColumnType {
        STRING("VARCHAR"),
        BIGINT("BIGINT"),
        INT("INTEGER"),
        TINYINT("TINYINT"),
        BOOLEAN("BOOLEAN"),
        DOUBLE("DOUBLE"),
        DATE("DATE"),
        TIMESTAMP("TIMESTAMP WITH TIME ZONE"),
        /** Prices and quantities; the only decimal in the system tables. */
        DECIMAL("DECIMAL(38,18)");

        private final String sql;

        Scalar(String sql) {
            this.sql = sql;
        }

        @Override
        public String sql() {
            return sql;
        }

        @Override
        public String jsonShape() {
            return '"' + sql + '"';
        }
    }

    /** Named leaves. */
    public record Struct(List<Column> fields) implements ColumnType {
        @Override
        public String sql() {
            return fields.stream()
                    .map(f -> '"' + f.name() + "\" " + f.type().sql())
                    .collect(Collectors.joining(", ", "STRUCT(", ")"));
        }

        @Override
        public String jsonShape() {
            return fields.stream()
                    .map(f -> '"' + f.name() + "\":" + f.type().jsonShape())
                    .collect(Collectors.joining(",", "{", "}"));
        }
    }

    /** String keys to values. */
    public record MapOf(ColumnType value) implements ColumnType {
        @Override
        public String sql() {
            return "MAP(VARCHAR, " + value.sql() + ")";
        }

        @Override
        public String jsonShape() {
            return '"' + sql() + '"';
        }
    }

    /** A list. */
    public record ArrayOf(ColumnType element) implements ColumnType {
        @Override
        public String sql() {
            return element.sql() + "[]";
        }

        @Override
        public String jsonShape() {
            return '[' + element.jsonShape() + ']';
        }
    }
}
