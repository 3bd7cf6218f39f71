package dev.costinsights.workspace.server.sql;

import java.util.Locale;
import java.util.Map;

/** Catalogs by the names that clients know, and as DuckDB has them: it keeps {@code system} and {@code main} to itself. */
public final class Names {
    public static final String SYSTEM = "system";
    public static final String MAIN = "main";

    /** Where the system tables' rows really lie; what clients see are views on them. */
    static final String FACTS = "facts";

    private static final Map<String, String> CATALOGS = Map.of(SYSTEM, "system_tables", MAIN, "main_catalog");

    private Names() {}

    /** DuckDB's name of a catalog, or null when there is no such catalog. */
    static String catalog(String name) {
        return CATALOGS.get(name.toLowerCase(Locale.ROOT));
    }

    /** Quoted for DuckDB. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }

    /** Is this one of DuckDB's names that clients must not reach? */
    static boolean hidden(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals(FACTS) || lower.equals("temp") || CATALOGS.containsValue(lower);
    }
}
