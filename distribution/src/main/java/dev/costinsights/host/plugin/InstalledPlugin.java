package dev.costinsights.host.plugin;

/**
 * A plugin that is loaded, and has an entry point that can be constructed.
 *
 * @param file folder or zip, as the operator knows it
 * @param requires range of API versions
 */
public record InstalledPlugin(String id, String version, String requires, String file, ClassLoader loader) {}
