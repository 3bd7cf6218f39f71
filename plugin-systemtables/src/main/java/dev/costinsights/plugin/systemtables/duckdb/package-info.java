/**
 * DuckDB, in memory and locked down to the input: {@code Database} runs a query, {@code Rows} is its result, and {@code Sql}
 * is how a value gets into its text.
 */
package dev.costinsights.plugin.systemtables.duckdb;
