package dev.costinsights.plugin.sql.history;

/**
 * How the query history is reached. What is null is left to the SDK's unified authentication: environment, profiles, ...
 *
 * @param host URL of the workspace, or null
 * @param profile of {@code ~/.databrickscfg}, or null
 * @param workspaceId number of the workspace as the bill has it, or null when the SDK knows it
 * @param most statements that one collection may bring
 */
public record HistorySettings(String host, String profile, String workspaceId, long most) {}
