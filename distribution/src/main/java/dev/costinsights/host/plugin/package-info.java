/**
 * Finds plugins in a folder, each in a class loader of its own, and prepares them for the engine. A plugin that is broken
 * in whatever way is a {@link dev.costinsights.host.plugin.PluginProblem}, and never the end of another plugin.
 */
package dev.costinsights.host.plugin;
