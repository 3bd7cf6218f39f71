package dev.costinsights.workspace.simulation.jobs;

import java.util.Map;

/**
 * What usage is billed for, as far as the bill names it; what it does not name is null.
 *
 * @param run of the job
 * @param update of the pipeline
 * @param maintenance of the pipeline's tables
 * @param tags on the bill
 */
public record BilledFor(
        SimulatedJob job,
        String run,
        SimulatedPipeline pipeline,
        String update,
        String maintenance,
        Map<String, String> tags) {
    /** Of a cluster that is shared the bill says nothing. */
    static final BilledFor NOTHING = new BilledFor(null, null, null, null, null, Map.of());

    static BilledFor run(SimulatedJob job, String run) {
        return new BilledFor(job, run, null, null, null, Map.of());
    }

    static BilledFor update(SimulatedPipeline pipeline, String update, long start) {
        return new BilledFor(null, null, pipeline, update, null, pipeline.billedTags(start));
    }

    static BilledFor maintenance(SimulatedPipeline pipeline, String maintenance, long start) {
        return new BilledFor(null, null, pipeline, null, maintenance, pipeline.billedTags(start));
    }
}
