package dev.costinsights.workspace.server.sql;

import java.util.List;
import java.util.Map;

/** Spark's functions that DuckDB has under another name or not at all. */
final class Functions {
    private static final Map<String, String> RENAMED = Map.ofEntries(
            Map.entry("nvl", "coalesce"),
            Map.entry("size", "cardinality"),
            Map.entry("array_size", "len"),
            Map.entry("collect_list", "list"),
            Map.entry("explode", "unnest"),
            Map.entry("xxhash64", "hash"),
            Map.entry("array", "list_value"),
            Map.entry("struct", "row"),
            Map.entry("unix_micros", "epoch_us"),
            Map.entry("unix_millis", "epoch_ms"),
            Map.entry("percentile_approx", "approx_quantile"),
            Map.entry("get_json_object", "json_extract_string"),
            Map.entry("array_join", "array_to_string"));

    private static final Map<String, String> MACROS = Map.ofEntries(
            Map.entry("date_add", "(d, n) AS CAST(d AS DATE) + CAST(n AS INTEGER)"),
            Map.entry("date_sub", "(d, n) AS CAST(d AS DATE) - CAST(n AS INTEGER)"),
            Map.entry("add_months", "(d, n) AS CAST(CAST(d AS DATE) + to_months(CAST(n AS INTEGER)) AS DATE)"),
            Map.entry("to_date", "(x) AS CAST(x AS DATE)"),
            Map.entry("date", "(x) AS CAST(x AS DATE)"),
            Map.entry("to_timestamp", "(x) AS CAST(x AS TIMESTAMPTZ)"),
            Map.entry("timestamp", "(x) AS CAST(x AS TIMESTAMPTZ)"),
            Map.entry("timestamp_micros", "(x) AS make_timestamptz(x)"),
            Map.entry("timestamp_millis", "(x) AS make_timestamptz(x * 1000)"),
            Map.entry("timestamp_seconds", "(x) AS make_timestamptz(x * 1000000)"),
            Map.entry("unix_timestamp", "(x) AS CAST(floor(epoch(CAST(x AS TIMESTAMPTZ))) AS BIGINT)"),
            Map.entry("string", "(x) AS CAST(x AS VARCHAR)"),
            Map.entry("bigint", "(x) AS CAST(x AS BIGINT)"),
            Map.entry("int", "(x) AS CAST(x AS INTEGER)"),
            Map.entry("double", "(x) AS CAST(x AS DOUBLE)"),
            Map.entry("if", "(c, a, b) AS CASE WHEN c THEN a ELSE b END"),
            // DuckDB's own is null where there is no row.
            Map.entry("count_if", "(x) AS count(CASE WHEN x THEN 1 END)"),
            Map.entry("element_at", "(m, k) AS m[k]"),
            Map.entry("try_element_at", "(m, k) AS m[k]"),
            Map.entry("isnull", "(x) AS x IS NULL"),
            Map.entry("isnotnull", "(x) AS x IS NOT NULL"));

    private Functions() {}

    /** DuckDB's name of a function that Spark calls so. */
    static String name(String spark) {
        if (MACROS.containsKey(spark)) {
            return Names.FACTS + ".main.spark_" + spark;
        }
        return RENAMED.getOrDefault(spark, spark);
    }

    /** Creates what {@link #name} refers to. */
    static List<String> definitions() {
        return MACROS.entrySet().stream()
                .map(macro -> "CREATE MACRO " + Names.FACTS + ".main.spark_" + macro.getKey() + macro.getValue())
                .sorted()
                .toList();
    }

    /** The value of a function without arguments, in DuckDB's SQL; null when it is none of those. */
    static String constant(String spark, Scope scope) {
        return switch (spark) {
            case "current_timestamp", "now", "localtimestamp" -> "TIMESTAMPTZ '" + scope.now() + '\'';
            case "current_date", "curdate" -> "CAST(TIMESTAMPTZ '" + scope.now() + "' AS DATE)";
            case "current_user", "session_user", "user" -> Names.literal(scope.user());
            case "current_catalog" -> Names.literal(scope.catalog());
            case "current_schema", "current_database" -> Names.literal(scope.schema());
            case "current_timezone" -> "'Etc/UTC'";
            case "current_version" -> "{'dbsql_version': '2026.30'}";
            default -> null;
        };
    }

    /** Constants that need no parentheses. */
    static boolean bare(String spark) {
        return spark.equals("current_timestamp") || spark.equals("current_date") || spark.equals("current_user");
    }
}
