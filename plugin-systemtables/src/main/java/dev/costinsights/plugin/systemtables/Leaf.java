package dev.costinsights.plugin.systemtables;

import java.util.List;

/**
 * A value that a reader wants of a table: a column, or a leaf inside a struct column.
 *
 * @param path column and leaf names, outermost first
 * @param presence what its absence means
 */
record Leaf(List<String> path, Kind kind, Presence presence) {

    /** How a value is read; whatever the file holds becomes the one SQL type that is named here. */
    enum Kind {
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

        String wanted() {
            return wanted;
        }
    }

    /** What it means when a value is not there. */
    enum Presence {
        /** Nothing: older exports lack it. */
        OPTIONAL,
        /** A table without the column is meaningless; a row without the value is left out. */
        COLUMN,
        /** Every row must have it, because the row carries money. */
        VALUE
    }

    Leaf {
        path = List.copyOf(path);
    }

    static Leaf text(String... path) {
        return new Leaf(List.of(path), Kind.TEXT, Presence.OPTIONAL);
    }

    static Leaf time(String... path) {
        return new Leaf(List.of(path), Kind.TIME, Presence.OPTIONAL);
    }

    static Leaf day(String... path) {
        return new Leaf(List.of(path), Kind.DAY, Presence.OPTIONAL);
    }

    static Leaf count(String... path) {
        return new Leaf(List.of(path), Kind.COUNT, Presence.OPTIONAL);
    }

    static Leaf decimal(String... path) {
        return new Leaf(List.of(path), Kind.DECIMAL, Presence.OPTIONAL);
    }

    static Leaf flag(String... path) {
        return new Leaf(List.of(path), Kind.FLAG, Presence.OPTIONAL);
    }

    static Leaf json(String... path) {
        return new Leaf(List.of(path), Kind.JSON, Presence.OPTIONAL);
    }

    /** The same leaf of a column without which the table says nothing. */
    Leaf required() {
        return new Leaf(path, kind, Presence.COLUMN);
    }

    /** The same leaf, needed in every row. */
    Leaf mandatory() {
        return new Leaf(path, kind, Presence.VALUE);
    }

    String column() {
        return path.get(0);
    }

    boolean isNested() {
        return path.size() > 1;
    }

    /** As a user would write it: {@code usage_metadata.job_id}. */
    String name() {
        return String.join(".", path);
    }
}
