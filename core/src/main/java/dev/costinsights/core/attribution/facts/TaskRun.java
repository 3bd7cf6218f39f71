package dev.costinsights.core.attribution.facts;

import dev.costinsights.core.model.TaskRunSlice;
import java.util.Set;
import java.util.TreeSet;

/** One attempt of a task, or one iteration of a for-each, with all its slices laid together. */
public final class TaskRun {

    private final ObjectKey key;
    private final Intervals active = new Intervals();
    private Set<String> clusterIds = Set.of();
    private String jobId;
    private String jobRunId;
    private String parentRunId;
    private String taskKey;
    private boolean leaf = true;

    TaskRun(ObjectKey key) {
        this.key = key;
    }

    void add(TaskRunSlice slice) {
        active.add(slice.span());
        if (!clusterIds.containsAll(slice.clusterIds())) {
            Set<String> all = new TreeSet<>(clusterIds);
            all.addAll(slice.clusterIds());
            clusterIds = all;
        }
        jobId = greater(jobId, slice.jobId());
        jobRunId = greater(jobRunId, slice.jobRunId());
        parentRunId = greater(parentRunId, slice.parentRunId());
        taskKey = greater(taskKey, slice.taskKey());
    }

    void isParent() {
        leaf = false;
    }

    void seal() {
        active.seal();
    }

    public ObjectKey key() {
        return key;
    }

    public String id() {
        return key.id();
    }

    public String jobId() {
        return jobId;
    }

    /** The run it belongs to; null in rows from before August 2024. */
    public String jobRunId() {
        return jobRunId;
    }

    public String parentRunId() {
        return parentRunId;
    }

    public String taskKey() {
        return taskKey;
    }

    public Intervals active() {
        return active;
    }

    public Set<String> clusterIds() {
        return clusterIds;
    }

    /** False for a task that only holds other task runs; only leaves weigh. */
    public boolean isLeaf() {
        return leaf;
    }

    /** Slices of a run agree; should they not, the order of reading must not decide. */
    static String greater(String left, String right) {
        return left == null || (right != null && right.compareTo(left) > 0) ? right : left;
    }
}
