package dev.costinsights.workspace.simulation.jobs;

import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.simulation.SimulationPlan;
import java.util.ArrayList;
import java.util.List;

/** Draws the runs of jobs: they differ in size from one to the next, some very much, and grow; a few fail. */
final class RunPlans {
    private static final long DAY = 86_400_000L;
    private static final double AT_THE_FULL_HOUR = 0.5;
    private static final double WEEKEND = 0.85;
    private static final double MUCH_LARGER = 0.03;
    private static final double LARGEST = 12;
    private static final double RETRIED = 0.02;
    private static final double FAILED = 0.03;
    private static final double REPAIRED = 0.02;
    private static final long LAUNCH = 2_000;
    private static final long FIRST_REPAIR = 300_000;

    private final SimulationPlan plan;

    RunPlans(SimulationPlan plan) {
        this.plan = plan;
    }

    List<RunPlan> of(SimulatedJob job, int day) {
        Rng rng = Rng.of(plan.seed(), "simulated-runs", job.index(), day);
        long minute = minute(job);
        List<RunPlan> runs = new ArrayList<>();
        for (int i = 0; i < job.runsPerDay(); i++) {
            long start = plan.startMillis() + day * DAY + minute + i * (DAY / job.runsPerDay());
            runs.add(run(job, day, start + rng.below(5_000), rng));
        }
        return runs;
    }

    /** When its first run of a day starts, the same from day to day; many schedules are for the full hour. */
    private long minute(SimulatedJob job) {
        Rng rng = Rng.of(plan.seed(), "simulated-schedule", job.index());
        long minute = rng.below(DAY / job.runsPerDay());
        return rng.chance(AT_THE_FULL_HOUR) ? minute / NodeMeter.HOUR * NodeMeter.HOUR : minute;
    }

    private RunPlan run(SimulatedJob job, int day, long start, Rng rng) {
        RunPlan run = new RunPlan(job, id(rng), job.isOrchestrated() ? rng.uuid() : null, start);
        double size = size(job, day, start, rng);
        double fate = rng.unit();
        boolean fails = fate < FAILED + REPAIRED;
        int retried = fate > 1 - RETRIED ? rng.below(job.shape().tasks()) : -1;
        List<Work> attempt = new ArrayList<>();
        int tasks = job.shape().tasks();
        Work first = chain(task(job, 0, size, true, LAUNCH, rng), retried == 0, attempt, null, rng);
        Work last = task(job, tasks - 1, size, !fails, LAUNCH, rng);
        if (tasks == 2) {
            first.then(last);
        }
        for (int i = 1; i < tasks - 1; i++) {
            chain(task(job, i, size, true, LAUNCH, rng), retried == i, attempt, first, rng)
                    .then(last);
        }
        attempt.add(last);
        run.attempts.add(attempt);
        if (fate < REPAIRED) {
            long pause = FIRST_REPAIR + rng.below(1_500_000);
            run.attempts.add(List.of(task(job, tasks - 1, size, true, pause, rng)));
        }
        return run;
    }

    /** Puts a task behind another one, perhaps with an attempt that fails before it. */
    private static Work chain(Work task, boolean isRetried, List<Work> attempt, Work before, Rng rng) {
        Work head = task;
        if (isRetried) {
            List<Stage> parts = Stage.part(task.stages, 0.2 + 0.7 * rng.unit());
            head = new Work(id(rng), task.key, false, parts, LAUNCH);
            attempt.add(head);
            head.then(task);
        }
        if (before != null) {
            before.then(head);
        }
        attempt.add(task);
        return task;
    }

    private double size(SimulatedJob job, int day, long start, Rng rng) {
        double size = StrictMath.exp(job.shape().growth() * day)
                * rng.logNormal(1, job.shape().spread());
        // 1970 began with a Thursday.
        boolean isWeekend = (start / DAY + 3) % 7 >= 5;
        size *= isWeekend ? WEEKEND : 1;
        if (rng.chance(MUCH_LARGER)) {
            size *= 1.3 * StrictMath.pow(1 - rng.unit(), -1 / 1.8);
        }
        return Math.min(LARGEST, size);
    }

    private static Work task(SimulatedJob job, int index, double size, boolean succeeds, long delay, Rng rng) {
        boolean isMiddle = index > 0 && index < job.shape().tasks() - 1;
        double part = isMiddle ? 0.5 : 0.25;
        int cores = Math.max(1, (int) (job.shape().cores() * StrictMath.sqrt(size)));
        double seconds = part * job.shape().seconds() * size * rng.logNormal(1, 0.08);
        long work = 1 + (long) (seconds * 1000 * job.shape().cores());
        List<Stage> stages = Stage.of(work, cores, rng);
        String key = index == 0 ? "extract" : isMiddle ? "transform_" + index : "load";
        return new Work(id(rng), key, succeeds, succeeds ? stages : Stage.part(stages, 0.3 + 0.7 * rng.unit()), delay);
    }

    static String id(Rng rng) {
        return Long.toString(100_000_000_000_000L + rng.below(899_999_999_999_999L));
    }
}
