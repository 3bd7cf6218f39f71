package dev.costinsights.plugin.systemtables.values;

import java.util.List;

/**
 * A value that a reader wants of a table: a column, or a leaf inside a struct column.
 *
 * @param path column and leaf names, outermost first
 * @param presence what its absence means
 */
public record Leaf(List<String> path, Kind kind, Presence presence) {

    /** How a value is read; whatever the file holds becomes the one SQL type that is named here. */
    public enum Kind {
        /** VARCHAR. Ids are compared as text, so a number becomes its digits. */
        TEXT("text"),
        /** BIGINT, microseconds since the epoch in UTC; a time without zone is UTC. */
        TIME("a time such as 2026-10-01T00:00:00Z"),
        /** BIGINT, days since the epoch. */
        DAY("a date such as 2026-10-01"),
        /** BIGINT. */
        COUNT("a whole number"),
        /** DECIMAL(38,18), or VARCHAR where the file has text or a wider type; never through a double. */
        DECIMAL("a decimal number"),
        /** BOOLEAN. */
        FLAG("true or false"),
        /** VARCHAR that holds JSON: a struct, map or array. */
        JSON("JSON text");

        private final String wanted;

        Kind(String wanted) {
            this.wanted = wanted;
        }

        public String wanted() {
            return wanted;
        }
    }

    /** What it means when a value is not there. */
    public enum Presence {
        /** Nothing: older exports lack it. */
        OPTIONAL,
        /** A table without the column is meaningless; a row without the value is left out. */
        COLUMN,
        /** Every row must have it, because the row carries money. */
        VALUE
    }

    public Leaf {
        path = List.copyOf(path);
    }

    public static Leaf text(String... path) {
        return new Leaf(List.of(path), Kind.TEXT, Presence.OPTIONAL);
    }

    public static Leaf time(String... path) {
        return new Leaf(List.of(path), Kind.TIME, Presence.OPTIONAL);
    }

    public static Leaf day(String... path) {
        return new Leaf(List.of(path), Kind.DAY, Presence.OPTIONAL);
    }

    public static Leaf count(String... path) {
        return new Leaf(List.of(path), Kind.COUNT, Presence.OPTIONAL);
    }

    public static Leaf decimal(String... path) {
        return new Leaf(List.of(path), Kind.DECIMAL, Presence.OPTIONAL);
    }

    public static Leaf flag(String... path) {
        return new Leaf(List.of(path), Kind.FLAG, Presence.OPTIONAL);
    }

    public static Leaf json(String... path) {
        return new Leaf(List.of(path), Kind.JSON, Presence.OPTIONAL);
    }

    /** The same leaf of a column without which the table says nothing. */
    public Leaf required() {
        return new Leaf(path, kind, Presence.COLUMN);
    }

    /** The same leaf, needed in every row. */
    public Leaf mandatory() {
        return new Leaf(path, kind, Presence.VALUE);
    }

    public String column() {
        return path.get(0);
    }

    public boolean isNested() {
        return path.size() > 1;
    }

    /** As a user would write it: {@code usage_metadata.job_id}. */
    public String name() {
        return String.join(".", path);
    }
}
