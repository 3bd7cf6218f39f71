package dev.costinsights.plugin.jobs.runs;

import dev.costinsights.core.spi.Config;
import java.time.Duration;

/**
 * How jobs and runs are read. What is null is left to the SDK's unified authentication: environment, profiles, ...
 *
 * @param host URL of the workspace, or null
 * @param profile of {@code ~/.databrickscfg}, or null
 * @param workspaceId number of the workspace as the bill has it, or null when the SDK knows it
 * @param reach how long before the window a run may have begun that still matters
 * @param callsPerSecond at most
 */
public record RunsSettings(String host, String profile, String workspaceId, Duration reach, long callsPerSecond) {

    public static RunsSettings of(Config config) {
        return new RunsSettings(
                config.string("runs_host").orElse(null),
                config.string("runs_profile").orElse(null),
                config.string("runs_workspace_id").orElse(null),
                config.duration("runs_reach", Duration.ofDays(7)),
                config.integer("runs_calls_per_second", 10, 1, 1000));
    }
}
