package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Rng;
import java.util.ArrayList;
import java.util.List;

/** The updates of a pipeline on a day: a pure function of seed, pipeline and day. */
final class PipelineUpdates {
    private static final double UPDATES_PER_DAY = 4;
    private static final double MEDIAN_MINUTES = 14;
    private static final double SIGMA = 1.0;
    private static final long LONGEST = 5 * Window.HOUR;

    private final JobRuns runs;
    private final Window window;
    private final long seed;

    PipelineUpdates(JobRuns runs, Window window, long seed) {
        this.runs = runs;
        this.window = window;
        this.seed = seed;
    }

    List<PipelineUpdate> of(Pipeline pipeline, int day) {
        List<PipelineUpdate> updates = new ArrayList<>();
        Rng rng = Rng.of(seed, "updates", pipeline.index(), day);
        if (pipeline.startedBy() != null) {
            for (JobRun run : runs.of(pipeline.startedBy(), day)) {
                for (JobRun.TaskRun task : run.tasks()) {
                    updates.add(update(pipeline, rng, task.start(), task.end(), task.runId()));
                }
            }
            return updates;
        }
        int n = (int) (UPDATES_PER_DAY + 2 * rng.unit());
        for (int i = 0; i < n; i++) {
            long start = window.day(day) + Window.DAY * i / n + rng.below((int) (Window.DAY / n));
            long length = (long) (Window.MINUTE * rng.logNormal(MEDIAN_MINUTES, SIGMA));
            updates.add(update(pipeline, rng, start, start + Window.MINUTE + Math.min(LONGEST, length), null));
        }
        return updates;
    }

    private static PipelineUpdate update(Pipeline pipeline, Rng rng, long start, long end, String jobTaskRunId) {
        return new PipelineUpdate(
                pipeline,
                rng.statementId(),
                start,
                end,
                rng.chance(0.05) ? "FAILED" : "COMPLETED",
                rng.chance(0.03) ? "FULL_REFRESH" : "REFRESH",
                jobTaskRunId,
                pipeline.isServerless() ? null : ClusterFleet.clusterId(rng));
    }
}
