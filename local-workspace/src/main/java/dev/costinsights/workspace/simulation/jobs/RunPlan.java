package dev.costinsights.workspace.simulation.jobs;

import java.util.ArrayList;
import java.util.List;

/** A run as it will be asked for. */
final class RunPlan {
    final SimulatedJob job;
    final String id;
    final String asked;
    final long start;
    /** Its tasks' runs, the first one first; a second list when it will be repaired. */
    final List<List<Work>> attempts = new ArrayList<>();

    /** @param asked by whom: an opaque id, or null */
    RunPlan(SimulatedJob job, String id, String asked, long start) {
        this.job = job;
        this.id = id;
        this.asked = asked;
        this.start = start;
    }
}
