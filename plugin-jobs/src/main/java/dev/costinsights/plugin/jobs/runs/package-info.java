/** Jobs and runs as the Jobs API lists them, for workspaces whose system tables cannot be read. */
package dev.costinsights.plugin.jobs.runs;
