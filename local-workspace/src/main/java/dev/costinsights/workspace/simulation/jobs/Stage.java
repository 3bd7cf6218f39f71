package dev.costinsights.workspace.simulation.jobs;

/**
 * A part of a task or command that can use so many cores at most.
 *
 * @param coreMillis its work
 */
record Stage(long coreMillis, int cores) {
    /** A part of it, before it fails. */
    Stage part(double part) {
        return new Stage(Math.max(1, (long) (coreMillis * part)), cores);
    }
}
