/** Statements from the Query History API, for workspaces whose system tables cannot be read. */
package dev.costinsights.plugin.sql.history;
