package dev.costinsights.plugin.pipelines.updates;

import dev.costinsights.core.spi.Config;
import java.time.Duration;

/**
 * How pipelines and updates are read. What is null is left to the SDK's unified authentication: environment, profiles, ...
 *
 * @param host URL of the workspace, or null
 * @param profile of {@code ~/.databrickscfg}, or null
 * @param workspaceId number of the workspace as the bill has it, or null when the SDK knows it
 * @param reach how long before the window an update may have begun that still matters
 * @param callsPerSecond at most
 */
public record UpdatesSettings(String host, String profile, String workspaceId, Duration reach, long callsPerSecond) {

    public static UpdatesSettings of(Config config) {
        return new UpdatesSettings(
                config.string("updates_host").orElse(null),
                config.string("updates_profile").orElse(null),
                config.string("updates_workspace_id").orElse(null),
                config.duration("updates_reach", Duration.ofDays(7)),
                config.integer("updates_calls_per_second", 10, 1, 1000));
    }
}
