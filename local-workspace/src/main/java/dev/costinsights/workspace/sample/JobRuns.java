package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.sample.Job.Identity;
import dev.costinsights.workspace.sample.Job.Kind;
import dev.costinsights.workspace.sample.JobRun.Attempt;
import dev.costinsights.workspace.sample.JobRun.TaskRun;
import dev.costinsights.workspace.tables.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The runs of a job on a day: a pure function of seed, job and day, so that every table can ask for them again. */
final class JobRuns {
    private static final double MEDIAN_MINUTES = 6;
    private static final double SIGMA = 1.2;
    private static final long LONGEST = 7 * Window.HOUR;
    private static final double REPAIRED = 0.03;
    private static final double FAILED = 0.04;
    private static final double SKIPPED = 0.01;

    private final Window window;
    private final long seed;

    JobRuns(Window window, long seed) {
        this.window = window;
        this.seed = seed;
    }

    /** In the order of their starts. */
    List<JobRun> of(Job job, int day) {
        List<JobRun> runs = new ArrayList<>();
        if (job.parent() != null) {
            for (JobRun parent : of(job.parent(), day)) {
                child(job, parent, runs);
            }
            return runs;
        }
        Rng rng = Rng.of(seed, "runs", job.index(), day);
        int n = (int) (job.runsPerDay() + rng.unit());
        boolean isDaytime = job.kind() == Kind.ALL_PURPOSE_CLUSTER;
        long from = window.day(day) + (isDaytime ? AllPurposeCluster.UP_FROM : 0);
        long span = isDaytime ? 14 * Window.HOUR : Window.DAY;
        for (int i = 0; i < n; i++) {
            long start = from + span * i / n + rng.below(span / n);
            long length = (long) (Window.MINUTE * rng.logNormal(MEDIAN_MINUTES, SIGMA));
            long longest = isDaytime ? window.day(day) + AllPurposeCluster.UP_TO - start : LONGEST;
            runs.add(run(job, rng, start, start + Math.max(20 * Window.SECOND, Math.min(longest, length)), null));
        }
        return runs;
    }

    private void child(Job job, JobRun parent, List<JobRun> runs) {
        for (TaskRun task : parent.tasks()) {
            if (task.key().equals(Job.START_CHILD) && task.end() - task.start() > 4 * Window.SECOND) {
                Rng rng = Rng.of(seed, "child", job.index(), Long.parseLong(task.runId()));
                runs.add(run(job, rng, task.start() + Window.SECOND, task.end() - Window.SECOND, task.runId()));
            }
        }
    }

    private JobRun run(Job job, Rng rng, long start, long end, String source) {
        String runId = runId(rng);
        double fate = rng.unit();
        List<Attempt> attempts = new ArrayList<>();
        if (fate < SKIPPED) {
            attempts.add(new Attempt(start, start, "SKIPPED"));
        } else if (fate < SKIPPED + FAILED) {
            attempts.add(new Attempt(start, end, "FAILED"));
        } else if (fate < SKIPPED + FAILED + REPAIRED && source == null && job.kind() != Kind.ALL_PURPOSE_CLUSTER) {
            long middle = start + (end - start) / 2;
            attempts.add(new Attempt(start, middle, "FAILED"));
            attempts.add(new Attempt(middle + 5 * Window.MINUTE, end + 10 * Window.MINUTE, "SUCCEEDED"));
        } else {
            attempts.add(new Attempt(start, end, "SUCCEEDED"));
        }
        List<TaskRun> tasks = new ArrayList<>();
        for (Attempt attempt : attempts) {
            if (attempt.end() > attempt.start()) {
                tasks(job, runId, attempt, rng, tasks);
            }
        }
        String opaqueId = rng.uuid();
        String orchestratorRunId = rng.uuid();
        boolean hasOwnCluster = job.kind() == Kind.JOB_CLUSTER || job.kind() == Kind.SUBMIT;
        String cluster = hasOwnCluster ? ClusterFleet.clusterId(rng) : null;
        return new JobRun(
                job,
                runId,
                runName(job, opaqueId),
                parameters(job, opaqueId, orchestratorRunId),
                opaqueId,
                orchestratorRunId,
                List.copyOf(attempts),
                List.copyOf(tasks),
                source,
                cluster);
    }

    /** First task, then all the middle ones at the same time, then the last. */
    private static void tasks(Job job, String jobRunId, Attempt attempt, Rng rng, List<TaskRun> tasks) {
        int n = job.taskKeys().size();
        long length = attempt.end() - attempt.start();
        long outer = n == 2 ? length / 2 : length / 4;
        for (int i = 0; i < n; i++) {
            boolean isFirst = i == 0;
            boolean isLast = i == n - 1;
            long start = isFirst ? attempt.start() : isLast ? attempt.end() - outer : attempt.start() + outer;
            long end = isLast ? attempt.end() : isFirst ? attempt.start() + outer : middleEnd(attempt, rng);
            String key = job.taskKeys().get(i);
            TaskRun task = new TaskRun(runId(rng), key, jobRunId, start, end, isLast ? attempt.state() : "SUCCEEDED");
            tasks.add(task);
            if (key.equals(Job.FOR_EACH)) {
                for (int iteration = 0; iteration < 3; iteration++) {
                    long offset = (end - start) * iteration / 6;
                    tasks.add(new TaskRun(
                            runId(rng),
                            key + "_iteration",
                            task.runId(),
                            start + offset,
                            end - offset / 2,
                            "SUCCEEDED"));
                }
            }
        }
    }

    private static long middleEnd(Attempt attempt, Rng rng) {
        long length = attempt.end() - attempt.start();
        return attempt.start() + length / 2 + rng.below(length / 4);
    }

    private static String runId(Rng rng) {
        return String.valueOf(100_000_000_000_000L + rng.below(899_999_999_999_999L));
    }

    private static String runName(Job job, String opaqueId) {
        if (!job.isSubmitted()) {
            return null;
        }
        String name = "adhoc " + job.name();
        return job.identity() == Identity.RUN_NAME ? name + " [cost_insights:" + opaqueId + ']' : name;
    }

    /** What the outer key means is not documented; readers search all inner maps. */
    private static String parameters(Job job, String opaqueId, String orchestratorRunId) {
        if (job.identity() != Identity.JOB_PARAMETERS) {
            return null;
        }
        Map<String, String> inner = new TreeMap<>();
        inner.put("day", "today");
        ObjectTags.dagster(inner, opaqueId, job.orchestratorJob(), orchestratorRunId);
        return new Json().open().raw("job_parameters", Json.map(inner)).close();
    }
}
