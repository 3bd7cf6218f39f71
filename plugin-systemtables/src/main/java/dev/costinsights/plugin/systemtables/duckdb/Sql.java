package dev.costinsights.plugin.systemtables.duckdb;

import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * The only two ways in which a value gets into SQL text. Table functions and struct fields take no bind parameters, so
 * values become literals here; identifiers are constants of this plugin and never come from a file.
 */
public final class Sql {

    private Sql() {}

    /** A string literal. */
    public static String literal(String value) {
        return '\'' + value.replace("'", "''") + '\'';
    }

    /** A list of file names. A name with a wildcard in it stands for itself. */
    public static String files(Collection<Path> files) {
        return files.stream()
                .map(file -> literal(escapeGlob(file.toString())))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** A constant of ours as an identifier; quoted because some are words of SQL. */
    public static String identifier(String name) {
        return '"' + name + '"';
    }

    /** DuckDB reads {@code *}, {@code ?} and {@code [} in a file name as a pattern; in brackets they stand for themselves. */
    static String escapeGlob(String name) {
        StringBuilder escaped = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '*' || c == '?' || c == '[') {
                escaped.append('[').append(c).append(']');
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
