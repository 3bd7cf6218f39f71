/** DuckDB in the host: how it starts, and how a value or a file gets into its SQL. */
package dev.costinsights.host.duckdb;
