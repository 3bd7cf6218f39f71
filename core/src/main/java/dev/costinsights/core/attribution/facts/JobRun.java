package dev.costinsights.core.attribution.facts;

import dev.costinsights.core.model.JobRunSlice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One run of a job, its slices laid together; repairs keep the run and so are in it. */
public final class JobRun {

    // Most runs have none, and there are millions of runs.
    private Map<String, String> parameters = Map.of();
    private final List<TaskRun> tasks = new ArrayList<>(2);
    private String jobId;
    private String runName;
    private String sourceTaskRunId;
    private String rootTaskRunId;

    void add(JobRunSlice slice) {
        jobId = TaskRun.greater(jobId, slice.jobId());
        runName = TaskRun.greater(runName, slice.runName());
        sourceTaskRunId = TaskRun.greater(sourceTaskRunId, slice.sourceTaskRunId());
        rootTaskRunId = TaskRun.greater(rootTaskRunId, slice.rootTaskRunId());
        if (!slice.parameters().isEmpty()) {
            Map<String, String> merged = new TreeMap<>(parameters);
            slice.parameters().forEach((name, value) -> merged.merge(name, value, TaskRun::greater));
            parameters = merged;
        }
    }

    void add(TaskRun task) {
        tasks.add(task);
    }

    void seal() {
        if (tasks.size() > 1) {
            tasks.sort(Comparator.comparing(TaskRun::id));
        }
    }

    public String jobId() {
        return jobId;
    }

    public String runName() {
        return runName;
    }

    public Map<String, String> parameters() {
        return parameters;
    }

    /** The task run that started this run, or null. */
    public String startedByTaskRunId() {
        return sourceTaskRunId != null ? sourceTaskRunId : rootTaskRunId;
    }

    /** Its leaf task runs, by id. */
    public List<TaskRun> tasks() {
        return tasks;
    }
}
