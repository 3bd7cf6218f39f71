package dev.costinsights.workspace.simulation.jobs;

import java.util.ArrayList;
import java.util.List;

/**
 * How a run went; times in milliseconds.
 *
 * @param asked the opaque id of who asked, or null
 * @param attempts one; two when it was repaired
 */
public record RunOutcome(SimulatedJob job, String id, String asked, List<Attempt> attempts) {

    /** From the launch to a terminal state. */
    public record Attempt(long start, long end, boolean succeeded, List<Task> tasks) {}

    /**
     * A run of a task.
     *
     * @param start when it was launched
     * @param begun when it had compute
     * @param cluster null on serverless compute and of a pipeline task
     * @param update that a pipeline task started; null of other tasks, which have compute of their own
     */
    public record Task(
            String id,
            String key,
            long start,
            long begun,
            long end,
            boolean succeeded,
            String cluster,
            String update) {}

    public long start() {
        return attempts.get(0).start();
    }

    public long end() {
        return attempts.get(attempts.size() - 1).end();
    }

    boolean succeeded() {
        return attempts.get(attempts.size() - 1).succeeded();
    }

    /** The run with more tasks at its end, on the last of which its fate depends. */
    RunOutcome then(List<Task> more) {
        Attempt last = attempts.get(attempts.size() - 1);
        Task end = more.get(more.size() - 1);
        List<Task> tasks = new ArrayList<>(last.tasks());
        tasks.addAll(more);
        List<Attempt> all = new ArrayList<>(attempts.subList(0, attempts.size() - 1));
        all.add(new Attempt(last.start(), end.end(), end.succeeded(), List.copyOf(tasks)));
        return new RunOutcome(job, id, asked, List.copyOf(all));
    }

    static RunOutcome of(RunPlan run) {
        return new RunOutcome(
                run.job,
                run.id,
                run.asked,
                run.attempts.stream().map(RunOutcome::attempt).toList());
    }

    private static Attempt attempt(List<Work> works) {
        List<Task> tasks = works.stream()
                .map(work -> new Task(
                        work.id, work.key, work.asked, work.begun, work.ended, work.succeeds, work.cluster, null))
                .toList();
        Task last = tasks.get(tasks.size() - 1);
        return new Attempt(tasks.get(0).start(), last.end(), last.succeeded(), tasks);
    }
}
