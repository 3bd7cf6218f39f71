package dev.costinsights.host.plugin;

import dev.costinsights.core.spi.CostInsightsPlugin;

/**
 * A plugin that is loaded and constructed.
 *
 * @param file folder or zip, as the operator knows it
 * @param requires range of API versions
 */
public record InstalledPlugin(
        String id, String version, String requires, String file, CostInsightsPlugin entryPoint, ClassLoader loader) {}
