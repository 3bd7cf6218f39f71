/**
 * Statements from the Query History API: as a source, for workspaces whose system tables cannot be read, and the ends of
 * statements that nobody saw end.
 */
package dev.costinsights.plugin.sql.history;
