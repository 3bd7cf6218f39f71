package dev.costinsights.core.oracle;

import dev.costinsights.core.model.TaskRunSlice;
import dev.costinsights.core.model.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One attempt of a task, with all its slices; its key is {@code key-of-<id>} unless told otherwise. */
public final class TaskFixture implements Evidence {

    private final String taskRunId;
    private final String runId;
    private final List<TimeSpan> slices = new ArrayList<>();
    private final Set<String> compute = new TreeSet<>();
    private String workspaceId = Fixtures.WORKSPACE;
    private String jobId = Fixtures.JOB;
    private String parentId;
    private String key;

    TaskFixture(String taskRunId, String runId) {
        this.taskRunId = taskRunId;
        this.runId = runId;
        this.parentId = runId;
        this.key = "key-of-" + taskRunId;
    }

    public TaskFixture workspace(String value) {
        this.workspaceId = value;
        return this;
    }

    public TaskFixture job(String value) {
        this.jobId = value;
        return this;
    }

    /** A slice. */
    public TaskFixture during(String start, String end) {
        return during(Time.between(start, end));
    }

    public TaskFixture during(TimeSpan slice) {
        slices.add(slice);
        return this;
    }

    public TaskFixture onCluster(String value) {
        compute.add(value);
        return this;
    }

    public TaskFixture onWarehouse(String value) {
        compute.add(value);
        return this;
    }

    public TaskFixture onServerless() {
        compute.add(TaskRunSlice.SERVERLESS);
        return this;
    }

    public TaskFixture parent(String value) {
        this.parentId = value;
        return this;
    }

    public TaskFixture key(String value) {
        this.key = value;
        return this;
    }

    @Override
    public List<Fact> facts() {
        return slices.stream()
                .map(slice -> Fact.of(new TaskRunSlice(
                        Fixtures.ACCOUNT,
                        workspaceId,
                        jobId,
                        taskRunId,
                        runId,
                        parentId,
                        key,
                        slice,
                        "SUCCEEDED",
                        0,
                        Set.copyOf(compute))))
                .toList();
    }
}
