package dev.costinsights.plugin.systemtables.tables;

import dev.costinsights.plugin.systemtables.duckdb.Rows;

/**
 * Ids of runs: whole numbers that the tables hold as text. As a number an id crosses into Java at a fraction of what a text
 * costs; a text that is not the usual way to write a number crosses as it is.
 */
final class RunId {

    private RunId() {}

    /** The SQL of the two columns that {@link #get} reads: the number, else the text. */
    static String sql(String text) {
        String number = "TRY_CAST(" + text + " AS BIGINT)";
        String isNumber = "CAST(" + number + " AS VARCHAR) = " + text;
        return "CASE WHEN " + isNumber + " THEN " + number + " END, CASE WHEN " + isNumber + " THEN NULL ELSE " + text
                + " END";
    }

    /** The id as text, or null, of the current row. */
    static String get(Rows row, int column) {
        return row.isNull(column) ? row.text(column + 1) : Long.toString(row.number(column));
    }
}
