package dev.costinsights.workspace.server.sql;

import java.util.Optional;

/**
 * What clients see of a system table.
 *
 * @param denied a read is refused instead of failing to find the table
 * @param view a query of DuckDB's over {@code {table}}; empty when there is nothing to read
 */
public record Visibility(boolean denied, Optional<String> view) {
    public static final Visibility VISIBLE = of("SELECT * FROM {table}");
    public static final Visibility ABSENT = new Visibility(false, Optional.empty());
    public static final Visibility DENIED = new Visibility(true, Optional.empty());

    public static Visibility of(String view) {
        return new Visibility(false, Optional.of(view));
    }
}
