package dev.costinsights.plugin.systemtables.tables;

import dev.costinsights.plugin.systemtables.duckdb.Sql;
import java.util.List;
import java.util.stream.Collectors;

/**
 * SQL that takes out of a statement's text the comments that may carry an attribution context, and NULL otherwise.
 *
 * <p>Statements hold personal data and are long; nearly all of them have nothing to say. So the text stays in DuckDB, and
 * what costs more is only tried on what passes the cheaper test: a comment, then a marker, then the extraction.
 */
final class StatementComment {

    /** Every comment that names a context has one of these in it (method, section 8). */
    private static final List<String> MARKERS = List.of(
            "dagster_", "cost_insights_", "\"node_id\"", "\"invocation_id\"", "\"app\": \"dbt\"", "\"app\":\"dbt\"");

    /**
     * A raw string; a string, in which a backslash escapes; a quoted name; the body of a function: they may look like a
     * comment inside. A block comment; a line comment.
     */
    private static final String PIECES =
            "(?s)\\b[rR]'[^']*'|\\b[rR]\"[^\"]*\"|'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\""
                    + "|`[^`]*`|\\$\\$.*?\\$\\$|/\\*.*?\\*/|--[^\\n]*";

    private StatementComment() {}

    static String sql(String text) {
        String markers = MARKERS.stream().map(marker -> contains(text, marker)).collect(Collectors.joining(" OR "));
        return "CASE WHEN " + contains(text, "/*") + " OR " + contains(text, "--") + " THEN CASE WHEN " + markers
                + " THEN CASE WHEN " + isSimple(text) + " THEN " + onlyBlock(text) + " ELSE " + anyComments(text)
                + " END END END";
    }

    /** One block comment, no line comment, and before it nothing but quotes that close again: several times cheaper. */
    private static String isSimple(String text) {
        String before = "split_part(" + text + ", '/*', 1)";
        // Not by an empty third part, which two starts in a row have as well.
        String starts = "strlen(" + text + ") - strlen(replace(" + text + ", '/*', ''))";
        return "NOT " + contains(text, "--") + " AND " + starts + " = 2 AND NOT "
                + contains(before, "\"") + " AND NOT " + contains(before, "`") + " AND NOT " + contains(before, "\\")
                + " AND NOT " + contains(before, "$$") + " AND (strlen(" + before
                + ") - strlen(replace(" + before + ", '''', ''))) % 2 = 0";
    }

    private static String onlyBlock(String text) {
        return "'/*' || split_part(split_part(" + text + ", '/*', 2), '*/', 1) || '*/'";
    }

    private static String anyComments(String text) {
        return "nullif(array_to_string(list_filter(regexp_extract_all(" + text + ", " + Sql.literal(PIECES)
                + "), lambda piece: starts_with(piece, '/') OR starts_with(piece, '-')), ' '), '')";
    }

    private static String contains(String text, String part) {
        return "contains(" + text + ", " + Sql.literal(part) + ')';
    }
}
