package dev.costinsights.workspace.server.faults;

import dev.costinsights.workspace.server.sql.Database;
import dev.costinsights.workspace.server.sql.Visibility;
import java.util.Locale;

/** Switches what clients see of system tables. Any thread. */
public final class TableFaults {
    private final Database database;

    public TableFaults(Database database) {
        this.database = database;
    }

    /** @param table e.g. {@code billing.usage} */
    public void set(String table, TableState state) {
        show(table, state.visibility());
    }

    /** Hides a column. */
    public void withoutColumn(String table, String column) {
        show(table, Visibility.of("SELECT * EXCLUDE (" + quoted(column) + ") FROM {table}"));
    }

    /**
     * Puts an expression in a column's place; with {@code random()} in it the rows change between reads.
     *
     * @param expression in DuckDB's SQL, over the table's columns
     */
    public void replaceColumn(String table, String column, String expression) {
        show(table, Visibility.of("SELECT * REPLACE (" + expression + " AS " + quoted(column) + ") FROM {table}"));
    }

    /**
     * Hides the rows for which a condition does not hold, e.g. those that have not arrived yet.
     *
     * @param condition in DuckDB's SQL, over the table's columns
     */
    public void only(String table, String condition) {
        show(table, Visibility.of("SELECT * FROM {table} WHERE " + condition));
    }

    /** Every table as it is. */
    public void clear() {
        database.tables().forEach(table -> database.show(table, Visibility.VISIBLE));
    }

    private void show(String table, Visibility visibility) {
        String name = table.toLowerCase(Locale.ROOT).replaceFirst("^system\\.", "");
        if (!database.tables().contains(name)) {
            throw new IllegalArgumentException(
                    "there is no system table '" + table + "'; there are " + String.join(", ", database.tables()));
        }
        database.show(name, visibility);
    }

    private static String quoted(String column) {
        return '"' + column.replace("\"", "\"\"") + '"';
    }
}
