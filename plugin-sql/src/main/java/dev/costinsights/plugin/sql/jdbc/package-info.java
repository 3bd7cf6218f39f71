/**
 * Wrappers for all of JDBC 4.3. What is called {@code Forwarding...} passes everything on and is generated; what is called
 * {@code Sql...} adds tags and records, and keeps the family together: children name their wrapped parents.
 */
package dev.costinsights.plugin.sql.jdbc;
