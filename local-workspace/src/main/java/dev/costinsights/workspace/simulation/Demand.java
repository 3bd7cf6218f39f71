package dev.costinsights.workspace.simulation;

/**
 * A statement as asked for. Work is in thousandths of a cluster times milliseconds; {@code parallelism} is how many
 * thousandths of a cluster its execution can use at most.
 *
 * @param asked who asked: an opaque id of an orchestrated run, or null for a person or a dashboard
 */
public record Demand(
        String id,
        long arrival,
        String asked,
        String job,
        String run,
        long compileWork,
        long executeWork,
        int parallelism,
        long fetchWork) {

    /** The same with nothing to execute and to fetch. */
    Demand withoutWork() {
        return new Demand(id, arrival, asked, job, run, compileWork, 0, parallelism, 0);
    }
}
