package dev.costinsights.plugin.jobs.runs;

import com.databricks.sdk.service.jobs.BaseRun;
import com.databricks.sdk.service.jobs.RepairHistoryItem;
import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunTask;
import dev.costinsights.core.spi.FactSink;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Hands over a run with all its task runs: those beyond the first hundred, earlier attempts that a retry or a repair has
 * replaced, and the iterations of for-each tasks.
 */
final class RunReader {

    private final RunPages pages;
    private final RunFacts reader;
    private final FactSink facts;

    RunReader(RunPages pages, RunFacts reader, FactSink facts) {
        this.pages = pages;
        this.reader = reader;
        this.facts = facts;
    }

    void read(BaseRun run) throws InterruptedException {
        if (run.getRunId() == null || run.getStartTime() == null) {
            return;
        }
        facts.jobRun(reader.run(run));
        Set<Long> seen = new HashSet<>();
        tasks(run, run.getTasks(), seen);
        if (Boolean.TRUE.equals(run.getHasMore()) || hasEarlierAttempts(run.getTasks())) {
            List<Run> whole = pages.whole(run.getRunId());
            for (Run page : whole) {
                tasks(run, page.getTasks(), seen);
            }
            for (Run page : whole) {
                replaced(run, page.getRepairHistory(), seen);
            }
        }
    }

    private static boolean hasEarlierAttempts(Collection<RunTask> tasks) {
        return tasks != null
                && tasks.stream().anyMatch(task -> task.getAttemptNumber() != null && task.getAttemptNumber() > 0);
    }

    private void tasks(BaseRun run, Collection<RunTask> tasks, Set<Long> seen) throws InterruptedException {
        if (tasks == null) {
            return;
        }
        for (RunTask task : tasks) {
            // What never began did not run, and costs nothing.
            boolean hasBegun = task.getRunId() != null && task.getStartTime() != null && task.getStartTime() > 0;
            if (hasBegun && seen.add(task.getRunId())) {
                facts.taskRun(reader.task(run, task, run.getRunId()));
                if (task.getForEachTask() != null) {
                    iterations(run, task.getRunId());
                }
            }
        }
    }

    private void iterations(BaseRun run, long loopRunId) throws InterruptedException {
        Set<Long> seen = new HashSet<>();
        for (Run page : pages.whole(loopRunId)) {
            if (page.getIterations() != null) {
                for (RunTask iteration : page.getIterations()) {
                    if (iteration.getRunId() != null && seen.add(iteration.getRunId())) {
                        facts.taskRun(reader.task(run, iteration, loopRunId));
                    }
                }
            }
        }
    }

    /** Task runs that the run's own list no longer shows, each asked for by its id. */
    private void replaced(BaseRun run, Collection<RepairHistoryItem> history, Set<Long> seen)
            throws InterruptedException {
        if (history == null) {
            return;
        }
        for (RepairHistoryItem repair : history) {
            if (repair.getTaskRunIds() == null) {
                continue;
            }
            for (Long taskRunId : repair.getTaskRunIds()) {
                if (!seen.contains(taskRunId)) {
                    for (Run page : pages.whole(taskRunId)) {
                        tasks(run, page.getTasks(), seen);
                    }
                }
            }
        }
    }
}
