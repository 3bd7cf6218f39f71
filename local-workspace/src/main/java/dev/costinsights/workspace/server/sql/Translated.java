package dev.costinsights.workspace.server.sql;

import java.util.Set;

/**
 * A statement for DuckDB.
 *
 * @param verb the first word, in capitals; QUERY for all that have rows
 * @param systemTables those that it names in full, e.g. {@code billing.usage}
 */
record Translated(String verb, String sql, Set<String> systemTables) {
    boolean query() {
        return verb.equals("QUERY");
    }

    boolean change() {
        return Set.of("INSERT", "UPDATE", "DELETE", "MERGE").contains(verb);
    }
}
