package dev.costinsights.core.attribution.facts;

import dev.costinsights.core.model.TaskRunSlice;
import dev.costinsights.core.model.TimeSpan;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Slices of task runs as rows of longs. Sealing ties the slices of a task run into a chain, of which the first is its head, and
 * the heads of a job run's leaf tasks into another.
 */
final class TaskSlices {

    private static final int END = -1;

    // What stands where in a row.
    private static final int TASK_RUN = 0;
    private static final int JOB_RUN = 1;
    private static final int FROM = 2;
    private static final int TO = 3;
    private static final int KIND_AND_COMPUTE = 4;
    /** The next slice of the task run, and the next task of the job run. */
    private static final int NEXT = 5;

    /** What the runs of one task have in common. */
    private record Kind(String workspaceId, String jobId, String taskKey) {}

    private final RunIds ids;
    private final Pool<String> texts;
    private final Pool<Set<String>> computeSets = new Pool<>();
    private final Pool<Kind> kinds = new Pool<>();
    /** Numbers of the kinds' workspaces. */
    private final IntColumn spaces = new IntColumn();

    private int size;
    private final LongTable rows = new LongTable(6);
    private LongColumn parent = new LongColumn();

    private BitSet heads = new BitSet();
    /** Heads of task runs that only hold others or wait for them. */
    private final BitSet notLeaves = new BitSet();

    private RowIndex byTaskRun;
    private RowIndex byJobRun;
    private final Map<ObjectKey, List<Integer>> byCluster = new HashMap<>();

    TaskSlices(RunIds ids, Pool<String> texts) {
        this.ids = ids;
        this.texts = texts;
    }

    void add(TaskRunSlice slice) {
        rows.set(size, TASK_RUN, ids.pack(slice.taskRunId()));
        rows.set(size, JOB_RUN, ids.pack(slice.jobRunId()));
        rows.set(size, FROM, slice.span().startMicros());
        rows.set(size, TO, slice.span().endMicros());
        rows.set(
                size,
                KIND_AND_COMPUTE,
                number(new Kind(slice.workspaceId(), slice.jobId(), slice.taskKey())),
                computeSets.number(slice.clusterIds()));
        rows.set(size, NEXT, END, END);
        parent.set(size, ids.pack(slice.parentRunId()));
        size++;
    }

    /** Makes task runs of the slices. */
    void tie() {
        byTaskRun = new RowIndex(size);
        // Grows with the runs, of which there are far fewer than slices.
        byJobRun = new RowIndex(1024);
        for (int row = 0; row < size; row++) {
            int head = byTaskRun.putIfAbsent(hash(space(row), rows.get(row, TASK_RUN)), row, this::sameTaskRun);
            if (head < 0) {
                heads.set(row);
            } else {
                rows.setFirst(row, NEXT, rows.first(head, NEXT));
                rows.setFirst(head, NEXT, row);
                mergeInto(head, row);
            }
        }
        for (int head = heads.nextSetBit(0); head >= 0; head = heads.nextSetBit(head + 1)) {
            // A parent that is a task run only holds others; most parents are the job run itself.
            int holder = holder(head);
            if (holder != END) {
                notLeaves.set(holder);
            }
        }
    }

    /** A task run that waits for what it started, and so is no leaf; nothing happens when it is not known. */
    void markWaiting(int space, long taskRun) {
        int head = head(space, taskRun);
        if (head != END) {
            notLeaves.set(head);
        }
    }

    /** @param shared clusters of which the tasks will be asked for; job clusters, which are many, are not among them */
    void seal(Set<ObjectKey> shared) {
        for (int head = heads.nextSetBit(0); head >= 0; head = heads.nextSetBit(head + 1)) {
            if (!notLeaves.get(head)) {
                inheritCompute(head);
                enter(head, shared);
            }
        }
        parent = null;
        heads = null;
    }

    /** The task run, or null. */
    TaskRun find(ObjectKey key) {
        int head = head(texts.find(key.workspaceId()), ids.find(key.id()));
        return head < 0 ? null : view(head, ids.text(rows.get(head, JOB_RUN)));
    }

    boolean hasJobRun(ObjectKey key) {
        return firstTask(key) != END;
    }

    /** Leaf tasks of a job run, by id; never null. */
    List<TaskRun> ofJobRun(ObjectKey key) {
        int first = firstTask(key);
        if (first == END) {
            return List.of();
        }
        List<TaskRun> tasks = new ArrayList<>(4);
        for (int head = first; head != END; head = rows.second(head, NEXT)) {
            tasks.add(view(head, key.id()));
        }
        if (tasks.size() > 1) {
            tasks.sort(Comparator.comparing(TaskRun::id));
        }
        return tasks;
    }

    /** Leaf tasks on a cluster, by id; never null. */
    List<TaskRun> onCluster(ObjectKey cluster) {
        List<TaskRun> tasks = new ArrayList<>();
        byCluster
                .getOrDefault(cluster, List.of())
                .forEach(head -> tasks.add(view(head, ids.text(rows.get(head, JOB_RUN)))));
        tasks.sort(Comparator.comparing(TaskRun::id));
        return tasks;
    }

    /** Iterations run where their loop does, and need not say so. */
    private void inheritCompute(int head) {
        int holder = computeSets.value(compute(head)).isEmpty() ? holder(head) : END;
        if (holder != END) {
            rows.setSecond(head, KIND_AND_COMPUTE, compute(holder));
        }
    }

    /** The task run that encloses another, or {@link #END}. */
    private int holder(int head) {
        int holder = head(space(head), parent.get(head));
        return holder == head ? END : holder;
    }

    private void enter(int head, Set<ObjectKey> shared) {
        if (rows.get(head, JOB_RUN) != RunIds.NONE) {
            int first = byJobRun.putIfAbsent(hash(space(head), rows.get(head, JOB_RUN)), head, this::sameJobRun);
            if (first >= 0) {
                rows.setSecond(head, NEXT, rows.second(first, NEXT));
                rows.setSecond(first, NEXT, head);
            }
        }
        for (String cluster : computeSets.value(compute(head))) {
            ObjectKey key = new ObjectKey(kinds.value(kind(head)).workspaceId(), cluster);
            if (shared.contains(key)) {
                byCluster.computeIfAbsent(key, k -> new ArrayList<>()).add(head);
            }
        }
    }

    /** Head of the first of a job run's leaf tasks, or {@link #END}. */
    private int firstTask(ObjectKey key) {
        int space = texts.find(key.workspaceId());
        long run = ids.find(key.id());
        return space == Pool.NONE || run == RunIds.NONE
                ? END
                : byJobRun.find(hash(space, run), row -> rows.get(row, JOB_RUN) == run && space(row) == space);
    }

    private TaskRun view(int head, String jobRunId) {
        Intervals active = new Intervals();
        for (int row = head; row != END; row = rows.first(row, NEXT)) {
            active.add(new TimeSpan(rows.get(row, FROM), rows.get(row, TO)));
        }
        active.seal();
        Kind task = kinds.value(kind(head));
        return new TaskRun(
                ids.text(rows.get(head, TASK_RUN)),
                task.jobId(),
                jobRunId,
                task.taskKey(),
                active,
                computeSets.value(compute(head)));
    }

    /** Slices of a task run agree; should they not, the order of reading must not decide. */
    private void mergeInto(int head, int row) {
        rows.set(head, JOB_RUN, ids.greater(rows.get(head, JOB_RUN), rows.get(row, JOB_RUN)));
        parent.set(head, ids.greater(parent.get(head), parent.get(row)));
        if (kind(head) != kind(row)) {
            Kind one = kinds.value(kind(head));
            Kind other = kinds.value(kind(row));
            rows.setFirst(
                    head,
                    KIND_AND_COMPUTE,
                    number(new Kind(
                            one.workspaceId(),
                            Pool.greater(one.jobId(), other.jobId()),
                            Pool.greater(one.taskKey(), other.taskKey()))));
        }
        if (compute(head) != compute(row)) {
            Set<String> all = new TreeSet<>(computeSets.value(compute(head)));
            all.addAll(computeSets.value(compute(row)));
            rows.setSecond(head, KIND_AND_COMPUTE, computeSets.number(all));
        }
    }

    private int number(Kind of) {
        int known = kinds.values().size();
        int number = kinds.number(of);
        if (number == known) {
            spaces.set(number, texts.number(of.workspaceId()));
        }
        return number;
    }

    private int space(int row) {
        return spaces.get(kind(row));
    }

    private int kind(int row) {
        return rows.first(row, KIND_AND_COMPUTE);
    }

    private int compute(int row) {
        return rows.second(row, KIND_AND_COMPUTE);
    }

    private int head(int space, long run) {
        return space == Pool.NONE || run == RunIds.NONE
                ? END
                : byTaskRun.find(hash(space, run), row -> rows.get(row, TASK_RUN) == run && space(row) == space);
    }

    private boolean sameTaskRun(int left, int right) {
        return rows.get(left, TASK_RUN) == rows.get(right, TASK_RUN) && space(left) == space(right);
    }

    private boolean sameJobRun(int left, int right) {
        return rows.get(left, JOB_RUN) == rows.get(right, JOB_RUN) && space(left) == space(right);
    }

    private static int hash(int space, long run) {
        return RowIndex.mix(run * 31 + space);
    }
}
