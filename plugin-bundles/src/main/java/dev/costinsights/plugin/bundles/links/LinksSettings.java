package dev.costinsights.plugin.bundles.links;

import dev.costinsights.core.spi.Config;

/**
 * How deployments are read. What is null is left to the SDK's unified authentication: environment, profiles, ...
 *
 * @param host URL of the workspace, or null
 * @param profile of {@code ~/.databrickscfg}, or null
 * @param workspaceId number of the workspace as the bill has it, or null when the SDK knows it
 * @param metadata read the {@code metadata.json} of bundles in users' folders, too
 * @param callsPerSecond at most
 */
public record LinksSettings(String host, String profile, String workspaceId, boolean metadata, long callsPerSecond) {

    public static LinksSettings of(Config config) {
        return new LinksSettings(
                config.string("links_host").orElse(null),
                config.string("links_profile").orElse(null),
                config.string("links_workspace_id").orElse(null),
                config.flag("links_metadata", true),
                config.integer("links_calls_per_second", 10, 1, 1000));
    }
}
