/**
 * SQL statements: wraps JDBC and the Statement Execution API, so that what flows through them carries the context and is
 * recorded, and reads the query history.
 */
package dev.costinsights.plugin.sql;
