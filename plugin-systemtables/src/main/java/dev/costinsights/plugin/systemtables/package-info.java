/**
 * Exported Databricks system tables as a source of facts: Parquet, JSON lines and CSV files, streamed through DuckDB.
 *
 * <p>The way of a row: {@code ExportFolder} finds a table's files, {@code FileGroup} says what columns they have,
 * {@code Columns} turns each column into SQL of one known type whatever the file holds, a {@code TableReader} selects and
 * filters, {@code Rows} hands the result over chunk by chunk, and the reader makes the model's record of it. When
 * something does not parse, {@code Diagnosis} looks for the file, row, column and value that is to blame.
 */
package dev.costinsights.plugin.systemtables;
