package dev.costinsights.core.oracle;

import dev.costinsights.core.model.JobRunSlice;
import dev.costinsights.core.model.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A job run with all its slices. */
public final class RunFixture implements Evidence {

    private final String runId;
    private final List<TimeSpan> slices = new ArrayList<>();
    private final Map<String, String> parameters = new TreeMap<>();
    private String workspaceId = Fixtures.WORKSPACE;
    private String jobId = Fixtures.JOB;
    private String runName;
    private String startedBy;
    private boolean isInside;

    RunFixture(String runId) {
        this.runId = runId;
    }

    public RunFixture workspace(String value) {
        this.workspaceId = value;
        return this;
    }

    public RunFixture job(String value) {
        this.jobId = value;
        return this;
    }

    /** A slice. */
    public RunFixture during(String start, String end) {
        return during(Time.between(start, end));
    }

    public RunFixture during(TimeSpan slice) {
        slices.add(slice);
        return this;
    }

    public RunFixture parameter(String key, String value) {
        parameters.put(key, value);
        return this;
    }

    /** A notebook that the task which started it called, on the task's own compute. */
    public RunFixture inside() {
        this.isInside = true;
        return this;
    }

    public RunFixture name(String value) {
        this.runName = value;
        return this;
    }

    /** The task run of the run_job_task that started it. */
    public RunFixture startedByTask(String taskRunId) {
        this.startedBy = taskRunId;
        return this;
    }

    @Override
    public List<Fact> facts() {
        return slices.stream()
                .map(slice -> Fact.of(new JobRunSlice(
                        Fixtures.ACCOUNT,
                        workspaceId,
                        jobId,
                        runId,
                        slice,
                        isInside ? "WORKFLOW_RUN" : runName == null ? "JOB_RUN" : "SUBMIT_RUN",
                        runName,
                        null,
                        Map.copyOf(parameters),
                        startedBy,
                        startedBy)))
                .toList();
    }
}
