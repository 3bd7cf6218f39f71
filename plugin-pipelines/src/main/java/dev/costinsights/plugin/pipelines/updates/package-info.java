/** Pipelines and updates as the Pipelines API lists them, for workspaces whose system tables cannot be read. */
package dev.costinsights.plugin.pipelines.updates;
