/**
 * SQL for clients that speak Spark's dialect, run by an embedded DuckDB: the system tables under their true names, and a
 * catalog {@code main} for tables of the users' own.
 */
package dev.costinsights.workspace.server.sql;
