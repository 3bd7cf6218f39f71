package dev.costinsights.workspace.simulation.jobs;

import dev.costinsights.workspace.company.Rng;
import java.util.List;

/**
 * A part of a task or command that can use so many cores at most.
 *
 * @param coreMillis its work
 */
public record Stage(long coreMillis, int cores) {
    /** Planning on the driver, the work itself, its stragglers, and the commit. */
    public static List<Stage> of(long coreMillis, int cores, Rng rng) {
        return List.of(
                new Stage(3_000 + rng.below(10_000), 1),
                new Stage(coreMillis, cores),
                new Stage(1 + coreMillis / 40, Math.max(1, cores / 8)),
                new Stage(1_000 + rng.below(4_000), 1));
    }

    /** What is done of them before the last of them fails. */
    static List<Stage> part(List<Stage> stages, double part) {
        return stages.stream().map(stage -> stage.part(part)).toList();
    }

    private Stage part(double part) {
        return new Stage(Math.max(1, (long) (coreMillis * part)), cores);
    }
}
