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

    /** The cluster of one run or update, configured as its job or pipeline says. */
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

    ClusterSpec withOneWorker() {
        return new ClusterSpec(id, name, owner, driver, worker, 1, 1, autoTerminationMillis, scaleInAfterMillis);
    }
}
