package dev.costinsights.core.attribution.facts;

import dev.costinsights.core.model.TaskRunSlice;
import dev.costinsights.core.model.TimeSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Slices of task runs in columns. Sealing ties the slices of a task run into a chain, of which the first is its head, and
 * the heads of a job run's leaf tasks into another.
 */
final class TaskSlices {

    private static final int END = -1;

    /** What the runs of one task have in common. */
    private record Kind(String workspaceId, String jobId, String taskKey) {}

    private final RunIds ids;
    private final Pool<String> texts;
    private final Pool<Set<String>> clusterSets = new Pool<>();
    private final Pool<Kind> kinds = new Pool<>();
    /** Numbers of the kinds' workspaces. */
    private final IntColumn spaces = new IntColumn();

    private int size;
    private final IntColumn kind = new IntColumn();
    private final LongColumn taskRun = new LongColumn();
    private final LongColumn jobRun = new LongColumn();
    private LongColumn parent = new LongColumn();
    private final IntColumn clusters = new IntColumn();
    private final LongColumn start = new LongColumn();
    private final LongColumn end = new LongColumn();

    private int[] nextSlice;
    private int[] nextTask;
    private final BitSet parents = new BitSet();
    private RowIndex byTaskRun;
    private RowIndex byJobRun;
    private final Map<ObjectKey, List<Integer>> byCluster = new HashMap<>();

    TaskSlices(RunIds ids, Pool<String> texts) {
        this.ids = ids;
        this.texts = texts;
    }

    void add(TaskRunSlice slice) {
        kind.set(size, number(new Kind(slice.workspaceId(), slice.jobId(), slice.taskKey())));
        taskRun.set(size, ids.pack(slice.taskRunId()));
        jobRun.set(size, ids.pack(slice.jobRunId()));
        parent.set(size, ids.pack(slice.parentRunId()));
        clusters.set(size, clusterSets.number(slice.clusterIds()));
        start.set(size, slice.span().startMicros());
        end.set(size, slice.span().endMicros());
        size++;
    }

    /** @param shared clusters of which the tasks will be asked for; job clusters, which are many, are not among them */
    void seal(Set<ObjectKey> shared) {
        nextSlice = new int[size];
        nextTask = new int[size];
        Arrays.fill(nextSlice, END);
        Arrays.fill(nextTask, END);
        byTaskRun = new RowIndex(size, row -> hash(space(row), taskRun.get(row)));
        // Grows with the runs, of which there are far fewer than slices.
        byJobRun = new RowIndex(1024, row -> hash(space(row), jobRun.get(row)));
        BitSet heads = new BitSet();
        for (int row = 0; row < size; row++) {
            int head = byTaskRun.putIfAbsent(row, this::sameTaskRun);
            if (head < 0) {
                heads.set(row);
            } else {
                nextSlice[row] = nextSlice[head];
                nextSlice[head] = row;
                mergeInto(head, row);
            }
        }
        for (int head = heads.nextSetBit(0); head >= 0; head = heads.nextSetBit(head + 1)) {
            // A parent that is a task run only holds others; most parents are the job run itself.
            int holder = parent.get(head) == RunIds.NONE ? END : head(space(head), parent.get(head));
            if (holder >= 0 && holder != head) {
                parents.set(holder);
            }
        }
        for (int head = heads.nextSetBit(0); head >= 0; head = heads.nextSetBit(head + 1)) {
            if (!parents.get(head)) {
                enter(head, shared);
            }
        }
        parent = null;
    }

    /** The task run, or null. */
    TaskRun find(ObjectKey key) {
        int head = head(texts.find(key.workspaceId()), ids.find(key.id()));
        return head < 0 ? null : view(head, ids.text(jobRun.get(head)));
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
        for (int head = first; head != END; head = nextTask[head]) {
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
        byCluster.getOrDefault(cluster, List.of()).forEach(head -> tasks.add(view(head, ids.text(jobRun.get(head)))));
        tasks.sort(Comparator.comparing(TaskRun::id));
        return tasks;
    }

    private void enter(int head, Set<ObjectKey> shared) {
        if (jobRun.get(head) != RunIds.NONE) {
            int first = byJobRun.putIfAbsent(head, this::sameJobRun);
            if (first >= 0) {
                nextTask[head] = nextTask[first];
                nextTask[first] = head;
            }
        }
        for (String cluster : clusterSets.value(clusters.get(head))) {
            ObjectKey key = new ObjectKey(kinds.value(kind.get(head)).workspaceId(), cluster);
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
                : byJobRun.find(hash(space, run), row -> jobRun.get(row) == run && space(row) == space);
    }

    private TaskRun view(int head, String jobRunId) {
        Intervals active = new Intervals();
        for (int row = head; row != END; row = nextSlice[row]) {
            active.add(new TimeSpan(start.get(row), end.get(row)));
        }
        active.seal();
        Kind task = kinds.value(kind.get(head));
        return new TaskRun(
                ids.text(taskRun.get(head)),
                task.jobId(),
                jobRunId,
                task.taskKey(),
                active,
                clusterSets.value(clusters.get(head)));
    }

    /** Slices of a task run agree; should they not, the order of reading must not decide. */
    private void mergeInto(int head, int row) {
        jobRun.set(head, ids.greater(jobRun.get(head), jobRun.get(row)));
        parent.set(head, ids.greater(parent.get(head), parent.get(row)));
        if (kind.get(head) != kind.get(row)) {
            Kind one = kinds.value(kind.get(head));
            Kind other = kinds.value(kind.get(row));
            kind.set(
                    head,
                    number(new Kind(
                            one.workspaceId(),
                            Pool.greater(one.jobId(), other.jobId()),
                            Pool.greater(one.taskKey(), other.taskKey()))));
        }
        if (clusters.get(head) != clusters.get(row)) {
            Set<String> all = new TreeSet<>(clusterSets.value(clusters.get(head)));
            all.addAll(clusterSets.value(clusters.get(row)));
            clusters.set(head, clusterSets.number(all));
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
        return spaces.get(kind.get(row));
    }

    private int head(int space, long run) {
        return space == Pool.NONE || run == RunIds.NONE
                ? END
                : byTaskRun.find(hash(space, run), row -> taskRun.get(row) == run && space(row) == space);
    }

    private boolean sameTaskRun(int left, int right) {
        return taskRun.get(left) == taskRun.get(right) && space(left) == space(right);
    }

    private boolean sameJobRun(int left, int right) {
        return jobRun.get(left) == jobRun.get(right) && space(left) == space(right);
    }

    private static int hash(int space, long run) {
        return RowIndex.mix(run * 31 + space);
    }
}
