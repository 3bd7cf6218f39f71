package dev.costinsights.core.attribution.facts;

import dev.costinsights.core.model.JobRunSlice;
import dev.costinsights.core.model.TaskRunSlice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Job runs and task runs, by id and by cluster. */
public final class Runs {

    private final Map<ObjectKey, JobRun> jobRuns = new HashMap<>();
    private final Map<ObjectKey, TaskRun> taskRuns = new HashMap<>();
    private final Map<ObjectKey, List<TaskRun>> byCluster = new HashMap<>();

    void add(JobRunSlice slice) {
        ObjectKey key = new ObjectKey(slice.workspaceId(), slice.runId());
        jobRuns.computeIfAbsent(key, k -> new JobRun()).add(slice);
    }

    void add(TaskRunSlice slice) {
        ObjectKey key = new ObjectKey(slice.workspaceId(), slice.taskRunId());
        taskRuns.computeIfAbsent(key, TaskRun::new).add(slice);
    }

    void seal() {
        for (TaskRun task : taskRuns.values()) {
            task.seal();
            // A job run can have the id of nothing but itself, so a parent that is a task run holds other task runs.
            TaskRun parent = task.parentRunId() == null ? null : taskRuns.get(beside(task.key(), task.parentRunId()));
            if (parent != null && parent != task) {
                parent.isParent();
            }
        }
        for (TaskRun task : taskRuns.values()) {
            if (!task.isLeaf()) {
                continue;
            }
            if (task.jobRunId() != null) {
                jobRuns.computeIfAbsent(beside(task.key(), task.jobRunId()), key -> new JobRun())
                        .add(task);
            }
            for (String cluster : task.clusterIds()) {
                byCluster
                        .computeIfAbsent(beside(task.key(), cluster), k -> new ArrayList<>())
                        .add(task);
            }
        }
        jobRuns.values().forEach(JobRun::seal);
        byCluster.values().forEach(tasks -> tasks.sort(Comparator.comparing(TaskRun::id)));
    }

    /** The run, or null. */
    public JobRun jobRun(ObjectKey key) {
        return jobRuns.get(key);
    }

    /** The task run, or null. */
    public TaskRun taskRun(ObjectKey key) {
        return taskRuns.get(key);
    }

    /** Leaf task runs on a cluster, by id; never null. */
    public List<TaskRun> onCluster(ObjectKey cluster) {
        return byCluster.getOrDefault(cluster, List.of());
    }

    private static ObjectKey beside(ObjectKey key, String id) {
        return new ObjectKey(key.workspaceId(), id);
    }
}
