package dev.costinsights.plugin.systemtables.files;

import dev.costinsights.plugin.systemtables.duckdb.Sql;

/**
 * Keeps the digits of numbers in JSON text.
 *
 * <p>DuckDB parses a JSON number as a double, also where its text is asked for (2.0.0.1), and a quantity has up to 38
 * digits. So numbers with more digits than a double is sure to keep are put in quotes beforehand.
 */
final class ExactNumbers {

    private static final String LONG_NUMBER = "[:\\[,]\\s*-?[0-9][0-9.]{15,}";

    private static final String NUMBER = "-?[0-9][0-9.eE+-]*";

    private ExactNumbers() {}

    /**
     * The SQL of the same JSON with long numbers as strings.
     *
     * <p>Between an even and an odd quote there is no string, so what looks like a number there is one. Escaped quotes are
     * out of the way while the text is cut, as control characters, which JSON text cannot contain.
     *
     * @param json an expression of type VARCHAR
     */
    static String sql(String json) {
        String unescaped = "replace(replace(" + json + ", '\\\\', chr(2)), '\\\"', chr(1))";
        String quoted = "array_to_string(list_transform(string_split(" + unescaped
                + ", '\"'), lambda part, i: CASE WHEN i % 2 = 1 THEN regexp_replace(part, " + Sql.literal(NUMBER)
                + ", '\"\\0\"', 'g') ELSE part END), '\"')";
        return "CASE WHEN regexp_matches(" + json + ", " + Sql.literal(LONG_NUMBER) + ") THEN replace(replace(" + quoted
                + ", chr(1), '\\\"'), chr(2), '\\\\') ELSE " + json + " END";
    }
}
