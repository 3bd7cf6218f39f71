/**
 * Exported files, in Parquet, JSON lines or CSV: {@code ExportFolder} finds those of a table, {@code FileGroups} looks which
 * columns they have, {@code Columns} makes SQL of one known type of each, and {@code TableScan} hands the rows to a
 * {@code RowReader}. When something does not parse, {@code Diagnosis} looks for the file, row, column and value to blame.
 */
package dev.costinsights.plugin.systemtables.files;
