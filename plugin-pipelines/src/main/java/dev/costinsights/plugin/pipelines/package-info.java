/** Pipelines and their updates: launched by wrapped clients, or found in the workspace. */
package dev.costinsights.plugin.pipelines;
