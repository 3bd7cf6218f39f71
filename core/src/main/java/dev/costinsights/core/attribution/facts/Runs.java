package dev.costinsights.core.attribution.facts;

import dev.costinsights.core.model.JobRunSlice;
import dev.costinsights.core.model.TaskRunSlice;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Job runs and task runs, by id and by cluster. */
public final class Runs {

    private final RunIds ids = new RunIds();
    private final Pool<String> texts = new Pool<>();
    private final JobRunSlices jobRuns = new JobRunSlices(ids, texts);
    private final TaskSlices taskRuns = new TaskSlices(ids, texts);

    void add(JobRunSlice slice) {
        jobRuns.add(slice);
    }

    void add(TaskRunSlice slice) {
        taskRuns.add(slice);
    }

    /**
     * @param sharedClusters clusters that {@link #onCluster} will be asked for
     * @param updates what started the updates of pipelines
     */
    void seal(Set<ObjectKey> sharedClusters, Map<ObjectKey, UpdateTrigger> updates) {
        jobRuns.seal();
        taskRuns.tie();
        // Such a task waits for what it started, which is billed on its own.
        for (int run = 0; run < jobRuns.size(); run++) {
            taskRuns.markWaiting(jobRuns.workspace(run), jobRuns.waitingTaskRun(run));
        }
        updates.forEach((update, trigger) ->
                taskRuns.markWaiting(texts.find(update.workspaceId()), ids.find(trigger.jobTaskRunId())));
        taskRuns.seal(sharedClusters);
    }

    /** The run, or null when neither slices nor leaf tasks know it. */
    public JobRun jobRun(ObjectKey key) {
        JobRun run = jobRuns.find(key);
        return run == null && taskRuns.hasJobRun(key) ? JobRun.OF_TASKS_ONLY : run;
    }

    /** Leaf tasks of a job run, by id; never null. */
    public List<TaskRun> tasks(ObjectKey jobRun) {
        return taskRuns.ofJobRun(jobRun);
    }

    /** The task run, or null. */
    public TaskRun taskRun(ObjectKey key) {
        return taskRuns.find(key);
    }

    /** Leaf task runs on a cluster, by id; never null. */
    public List<TaskRun> onCluster(ObjectKey cluster) {
        return taskRuns.onCluster(cluster);
    }
}
