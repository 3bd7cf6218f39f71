package dev.costinsights.workspace.simulation.jobs;

import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.simulation.SimulationPlan;
import dev.costinsights.workspace.simulation.jobs.UpdateOutcome.Cause;
import dev.costinsights.workspace.simulation.jobs.UpdateOutcome.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * One pipeline through time: its updates come one after the other, each on compute of its own; some compute everything
 * again, some fail and are tried again. Once a day its tables are maintained.
 */
final class PipelinePhysics {
    private static final long DAY = 86_400_000L;
    private static final double WHOLE = 0.03;
    private static final double FAILED = 0.05;
    private static final double FAILED_AGAIN = 0.3;
    private static final int MOST_RETRIES = 2;
    private static final long RETRIED_AFTER = 60_000;
    private static final double WEEKEND = 0.85;
    private static final int MAINTENANCE_CORES = 4;
    private static final double MAINTENANCE_SECONDS = 60;

    private final SimulationPlan plan;
    private final SimulatedPipeline pipeline;
    private final Rng rng;
    private final List<UpdateOutcome> updates = new ArrayList<>();
    private final List<UsageTruth> usage = new ArrayList<>();
    private long freeAt = Long.MIN_VALUE;

    PipelinePhysics(SimulationPlan plan, SimulatedPipeline pipeline) {
        this.plan = plan;
        this.pipeline = pipeline;
        this.rng = Rng.of(plan.seed(), "simulated-pipeline-physics", pipeline.index());
    }

    /** Runs what its own schedule asks for. */
    void schedule() {
        long every = DAY / pipeline.updatesPerDay();
        long first = plan.startMillis() + rng.below(every);
        for (int i = 0; i < plan.days() * pipeline.updatesPerDay(); i++) {
            long at = first + i * every;
            String asked = pipeline.asOf(at).asked();
            UpdateOutcome update = update(at, asked == null ? Cause.USER_ACTION : Cause.API_CALL, asked, null);
            for (int retry = 0; retry < MOST_RETRIES && !update.succeeded(); retry++) {
                update = update(update.end() + RETRIED_AFTER, Cause.RETRY_ON_FAILURE, asked, null);
            }
        }
    }

    /**
     * Runs an update, as soon as the one before has ended.
     *
     * @param asked the opaque id of who asks for it, or null
     * @param taskRun the run of a job's task that starts it, or null
     */
    UpdateOutcome update(long at, Cause cause, String asked, String taskRun) {
        long start = Math.max(at, freeAt);
        Kind kind = rng.chance(WHOLE) ? Kind.FULL_REFRESH : Kind.REFRESH;
        boolean succeeds = !rng.chance(cause == Cause.RETRY_ON_FAILURE ? FAILED_AGAIN : FAILED);
        SimulatedPipeline.Shape shape = pipeline.shape();
        double seconds = shape.seconds() * size(start) * (kind == Kind.FULL_REFRESH ? shape.whole() : 1);
        List<Stage> stages = Stage.of(1 + (long) (seconds * 1_000 * shape.cores()), shape.cores(), rng);
        Work work = new Work(
                rng.statementId(), "", succeeds, succeeds ? stages : Stage.part(stages, 0.1 + 0.9 * rng.unit()), 0);
        run(work, start, pipeline.cluster(), "dlt-execution-", BilledFor.update(pipeline, work.id, start));
        freeAt = work.ended;
        UpdateOutcome update = new UpdateOutcome(
                pipeline, work.id, kind, cause, asked, taskRun, start, work.ended, succeeds, work.cluster);
        updates.add(update);
        return update;
    }

    /** Maintains the pipeline's tables once a day, whatever its updates do then. */
    void maintain() {
        for (int day = 0; day < plan.days(); day++) {
            long at = plan.startMillis() + day * DAY + rng.below(DAY);
            long coreMillis = 1 + (long) (1_000 * MAINTENANCE_CORES * rng.logNormal(MAINTENANCE_SECONDS, 0.6));
            Work work = new Work(rng.uuid(), "", true, Stage.of(coreMillis, MAINTENANCE_CORES, rng), 0);
            ClusterSpec cluster =
                    pipeline.isServerless() ? null : pipeline.cluster().withOneWorker();
            run(work, at, cluster, "dlt-maintenance-", BilledFor.maintenance(pipeline, work.id, at));
        }
    }

    private double size(long start) {
        long day = (start - plan.startMillis()) / DAY;
        // 1970 began with a Thursday.
        boolean isWeekend = (start / DAY + 3) % 7 >= 5;
        return StrictMath.exp(pipeline.shape().growth() * day)
                * rng.logNormal(1, pipeline.shape().spread())
                * (isWeekend ? WEEKEND : 1);
    }

    private void run(Work work, long at, ClusterSpec cluster, String name, BilledFor billedFor) {
        if (cluster == null) {
            ServerlessPhysics compute = new ServerlessPhysics(billedFor, rng);
            compute.run(work, at);
            usage.addAll(compute.usage());
            return;
        }
        ClusterSpec own = cluster.of(rng.hex(16), name + pipeline.id());
        NodeMeter meter = new NodeMeter(own, billedFor);
        ClusterPhysics physics = new ClusterPhysics(own, rng, meter);
        physics.ask(work, at);
        physics.run();
        usage.addAll(meter.usage());
    }

    List<UpdateOutcome> updates() {
        return updates;
    }

    List<UsageTruth> usage() {
        return usage;
    }
}
