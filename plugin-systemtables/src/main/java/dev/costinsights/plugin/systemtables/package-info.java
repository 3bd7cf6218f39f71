/**
 * Databricks system tables as a plugin: exported ones as a source of facts, and those of a workspace as they are.
 *
 * <p>The way of a row of an export: {@code files} finds a table's files and turns each column into SQL of one known type
 * whatever the file holds, a reader of {@code tables} selects and filters, {@code duckdb} hands the result over chunk by
 * chunk, and the reader makes the model's record of it, value by value ({@code values}). {@code prices} does the same for
 * the price file beside the export. {@code jdbc} reads a workspace and has nothing to do with files.
 */
package dev.costinsights.plugin.systemtables;
