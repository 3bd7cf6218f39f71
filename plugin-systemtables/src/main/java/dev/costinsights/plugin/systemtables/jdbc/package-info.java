/**
 * System tables read from a workspace's SQL warehouse through the Databricks JDBC driver.
 *
 * <p>From the outside in: {@link dev.costinsights.plugin.systemtables.jdbc.WarehouseTables} is the table source,
 * {@code Region} one workspace of it, {@code Wires} its open connections, {@code Wire} one of them. What may be repeated,
 * how often and after how long is decided in {@code RetryPolicy} and nowhere else.
 */
package dev.costinsights.plugin.systemtables.jdbc;
