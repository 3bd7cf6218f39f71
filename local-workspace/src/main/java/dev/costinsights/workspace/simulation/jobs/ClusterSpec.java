package dev.costinsights.workspace.simulation.jobs;

/**
 * How a cluster is configured.
 *
 * @param autoTerminationMillis how long it stays up with nothing to do
 * @param scaleInAfterMillis how long workers are too many before they go
 */
public record ClusterSpec(
        String id,
        String name,
        String owner,
        NodeType driver,
        NodeType worker,
        int minWorkers,
        int maxWorkers,
        long autoTerminationMillis,
        long scaleInAfterMillis) {

    /** The cluster of one run, configured as its job says. */
    ClusterSpec of(String newId, String newName) {
        return new ClusterSpec(
                newId,
                newName,
                owner,
                driver,
                worker,
                minWorkers,
                maxWorkers,
                autoTerminationMillis,
                scaleInAfterMillis);
    }
}
