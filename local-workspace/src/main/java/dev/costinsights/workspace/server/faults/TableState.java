package dev.costinsights.workspace.server.faults;

import dev.costinsights.workspace.server.sql.Visibility;

/** What clients see of a system table, in place of its rows as they are. */
public enum TableState {
    /** As it is. */
    FILLED("SELECT * FROM {table}"),
    EMPTY("SELECT * FROM {table} WHERE false"),
    ABSENT(""),
    DENIED(""),
    /** Every third row comes twice. */
    DUPLICATED("SELECT * FROM {table} UNION ALL SELECT * FROM {table} AS t WHERE hash(t) % 3 = 0"),
    /** In another order with every read. */
    SHUFFLED("SELECT * FROM {table} ORDER BY random()"),
    /** With a column that nobody has heard of, in front. */
    NEW_COLUMN("SELECT 'new' AS column_of_tomorrow, * FROM {table}");

    private final String view;

    /** @param view a query over {@code {table}}; empty for none */
    TableState(String view) {
        this.view = view;
    }

    public Visibility visibility() {
        return this == DENIED ? Visibility.DENIED : view.isEmpty() ? Visibility.ABSENT : Visibility.of(view);
    }
}
