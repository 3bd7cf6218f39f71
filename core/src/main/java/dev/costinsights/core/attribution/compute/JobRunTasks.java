package dev.costinsights.core.attribution.compute;

import dev.costinsights.core.attribution.facts.Facts;
import dev.costinsights.core.attribution.facts.ObjectKey;
import dev.costinsights.core.attribution.facts.TaskRun;
import dev.costinsights.core.attribution.identity.Targets;
import dev.costinsights.core.attribution.ledger.Amounts;
import dev.costinsights.core.attribution.ledger.LedgerWriter;
import dev.costinsights.core.model.AmountBasis;
import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.TaskRunSlice;
import dev.costinsights.core.model.UsageKey;
import dev.costinsights.core.model.UsageMetadata;
import java.util.ArrayList;
import java.util.List;

/** Splits the charges of job runs, which name their run, over the tasks inside (method, section 7). */
public final class JobRunTasks {

    private final Facts facts;
    private final Targets targets;

    public JobRunTasks(Facts facts, Targets targets) {
        this.facts = facts;
        this.targets = targets;
    }

    public void write(Charge charge, String runId, LedgerWriter ledger) {
        List<Participant> tasks = tasks(charge, runId);
        if (tasks.isEmpty()) {
            ledger.whole(
                    Category.DIRECT,
                    null,
                    ExecutionType.JOB_RUN,
                    runId,
                    targets.ofNamed(charge, ExecutionType.JOB_RUN),
                    AmountBasis.BILLED_ID);
            return;
        }
        if (tasks.size() == 1) {
            Participant only = tasks.get(0);
            ledger.whole(
                    Category.DIRECT, null, only.type(), only.id(), only.target().apply(charge), AmountBasis.BILLED_ID);
            return;
        }
        List<SweepLine.Segment> segments = new ArrayList<>(SweepLine.segments(
                tasks, charge.span().startMicros(), charge.span().endMicros()));
        segments.removeIf(segment -> segment.active().length == 0);
        long busy = segments.stream().mapToLong(SweepLine.Segment::length).sum();
        SweepShares shares = new SweepShares(tasks);
        Amounts.Splitter split = Amounts.of(charge).split(busy);
        for (SweepLine.Segment segment : segments) {
            shares.divide(segment, split.next(segment.length()));
        }
        shares.write(charge, Category.DIRECT, ledger);
    }

    /** The run's leaf tasks that were active in the charge's interval, on its compute; by id. */
    private List<Participant> tasks(Charge charge, String runId) {
        List<TaskRun> all = facts.runs().tasks(new ObjectKey(charge.origin().workspaceId(), runId));
        String compute = compute(charge.origin().metadata());
        boolean isAnywhere = charge.origin().metadata().get(UsageKey.CLUSTER_ID) == null && isOnNone(all, compute);
        long from = charge.span().startMicros();
        long to = charge.span().endMicros();
        List<Participant> tasks = new ArrayList<>(all.size());
        for (TaskRun task : all) {
            if ((isAnywhere || task.mayBeOn(compute)) && isActive(task, from, to)) {
                tasks.add(new Participant(
                        ExecutionType.JOB_TASK_RUN,
                        task.id(),
                        task.active(),
                        at -> targets.ofTask(at, task, at.origin().principal())));
            }
        }
        return tasks;
    }

    /** The compute that is billed, as tasks name it. */
    private static String compute(UsageMetadata ids) {
        String cluster = ids.get(UsageKey.CLUSTER_ID);
        String warehouse = ids.get(UsageKey.WAREHOUSE_ID);
        return cluster != null ? cluster : warehouse != null ? warehouse : TaskRunSlice.SERVERLESS;
    }

    private static boolean isOnNone(List<TaskRun> tasks, String compute) {
        for (TaskRun task : tasks) {
            if (task.mayBeOn(compute)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isActive(TaskRun task, long from, long to) {
        for (int i = 0; i < task.active().count(); i++) {
            if (task.active().start(i) < to && task.active().end(i) > from && from < to) {
                return true;
            }
        }
        return false;
    }
}
