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

    private final RunIds ids;
    private final Pool<String> texts;
    private final Pool<Set<String>> clusterSets = new Pool<>();

    private int size;
    private int[] workspace = new int[1024];
    private long[] taskRun = new long[1024];
    private long[] jobRun = new long[1024];
    private long[] parent = new long[1024];
    private int[] job = new int[1024];
    private int[] taskKey = new int[1024];
    private int[] clusters = new int[1024];
    private long[] start = new long[1024];
    private long[] end = new long[1024];

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
        if (size == workspace.length) {
            resize(size + (size >> 1));
        }
        workspace[size] = texts.number(slice.workspaceId());
        taskRun[size] = ids.pack(slice.taskRunId());
        jobRun[size] = ids.pack(slice.jobRunId());
        parent[size] = ids.pack(slice.parentRunId());
        job[size] = texts.number(slice.jobId());
        taskKey[size] = texts.number(slice.taskKey());
        clusters[size] = clusterSets.number(slice.clusterIds());
        start[size] = slice.span().startMicros();
        end[size] = slice.span().endMicros();
        size++;
    }

    /** @param shared clusters of which the tasks will be asked for; job clusters, which are many, are not among them */
    void seal(Set<ObjectKey> shared) {
        resize(size);
        nextSlice = new int[size];
        nextTask = new int[size];
        Arrays.fill(nextSlice, END);
        Arrays.fill(nextTask, END);
        byTaskRun = new RowIndex(size, row -> hash(workspace[row], taskRun[row]));
        // Grows with the runs, of which there are far fewer than slices.
        byJobRun = new RowIndex(1024, row -> hash(workspace[row], jobRun[row]));
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
            int holder = parent[head] == RunIds.NONE ? END : head(workspace[head], parent[head]);
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
        return head < 0 ? null : view(head, ids.text(jobRun[head]));
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
        byCluster.getOrDefault(cluster, List.of()).forEach(head -> tasks.add(view(head, ids.text(jobRun[head]))));
        tasks.sort(Comparator.comparing(TaskRun::id));
        return tasks;
    }

    private void enter(int head, Set<ObjectKey> shared) {
        if (jobRun[head] != RunIds.NONE) {
            int first = byJobRun.putIfAbsent(head, this::sameJobRun);
            if (first >= 0) {
                nextTask[head] = nextTask[first];
                nextTask[first] = head;
            }
        }
        for (String cluster : clusterSets.value(clusters[head])) {
            ObjectKey key = new ObjectKey(texts.value(workspace[head]), cluster);
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
                : byJobRun.find(hash(space, run), row -> workspace[row] == space && jobRun[row] == run);
    }

    private TaskRun view(int head, String jobRunId) {
        Intervals active = new Intervals();
        for (int row = head; row != END; row = nextSlice[row]) {
            active.add(new TimeSpan(start[row], end[row]));
        }
        active.seal();
        return new TaskRun(
                ids.text(taskRun[head]),
                texts.value(job[head]),
                jobRunId,
                texts.value(taskKey[head]),
                active,
                clusterSets.value(clusters[head]));
    }

    /** Slices of a task run agree; should they not, the order of reading must not decide. */
    private void mergeInto(int head, int row) {
        jobRun[head] = ids.greater(jobRun[head], jobRun[row]);
        parent[head] = ids.greater(parent[head], parent[row]);
        job[head] = Pool.greater(texts, job[head], job[row]);
        taskKey[head] = Pool.greater(texts, taskKey[head], taskKey[row]);
        if (clusters[head] != clusters[row]) {
            Set<String> all = new TreeSet<>(clusterSets.value(clusters[head]));
            all.addAll(clusterSets.value(clusters[row]));
            clusters[head] = clusterSets.number(all);
        }
    }

    private int head(int space, long run) {
        return space == Pool.NONE || run == RunIds.NONE
                ? END
                : byTaskRun.find(hash(space, run), row -> workspace[row] == space && taskRun[row] == run);
    }

    private boolean sameTaskRun(int left, int right) {
        return taskRun[left] == taskRun[right] && workspace[left] == workspace[right];
    }

    private boolean sameJobRun(int left, int right) {
        return jobRun[left] == jobRun[right] && workspace[left] == workspace[right];
    }

    private static int hash(int space, long run) {
        return RowIndex.mix(run * 31 + space);
    }

    private void resize(int capacity) {
        workspace = Arrays.copyOf(workspace, capacity);
        taskRun = Arrays.copyOf(taskRun, capacity);
        jobRun = Arrays.copyOf(jobRun, capacity);
        parent = Arrays.copyOf(parent, capacity);
        job = Arrays.copyOf(job, capacity);
        taskKey = Arrays.copyOf(taskKey, capacity);
        clusters = Arrays.copyOf(clusters, capacity);
        start = Arrays.copyOf(start, capacity);
        end = Arrays.copyOf(end, capacity);
    }
}
