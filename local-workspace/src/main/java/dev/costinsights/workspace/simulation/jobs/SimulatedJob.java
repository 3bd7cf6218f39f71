package dev.costinsights.workspace.simulation.jobs;

/**
 * A job of a simulated company.
 *
 * @param isOrchestrated each run is asked for by an orchestrator, with an opaque id
 * @param cluster that it shares, or how the clusters of its runs are made; null on serverless compute
 */
public record SimulatedJob(
        int index,
        String id,
        String name,
        Compute compute,
        String runAs,
        boolean isOrchestrated,
        int runsPerDay,
        ClusterSpec cluster,
        Shape shape) {

    /** What its runs run on. */
    public enum Compute {
        OWN_CLUSTER,
        SERVERLESS,
        SHARED_CLUSTER
    }

    /**
     * What its runs have to do.
     *
     * @param tasks the first, some at once, and the last
     * @param seconds that a usual run computes for with all its cores
     * @param cores that a task of a usual run can use at once
     * @param spread of the size of runs: the sigma of a log-normal
     * @param growth of their size in a day
     */
    public record Shape(int tasks, double seconds, int cores, double spread, double growth) {}
}
