package dev.costinsights.core.tracking;

import dev.costinsights.core.model.ResourceType;

/**
 * Where executions run. One instance serves all executions of a connection or client.
 *
 * @param host the workspace's host name, without scheme; or null
 * @param workspaceId the workspace's number; or null
 * @param resourceType kind of compute; or null
 * @param resourceId id of the warehouse or cluster; or null
 * @param sessionId SQL session; or null
 */
public record ExecutionPlace(
        String host, String workspaceId, ResourceType resourceType, String resourceId, String sessionId) {

    public static final ExecutionPlace UNKNOWN = new ExecutionPlace(null, null, null, null, null);

    private static final int SELF = 256;

    /** About how many bytes it takes in memory; rather too many than too few. */
    int footprint() {
        return SELF + 2 * (length(host) + length(workspaceId) + length(resourceId) + length(sessionId));
    }

    private static int length(String text) {
        return text == null ? 0 : text.length();
    }
}
