package dev.costinsights.core.oracle;

import dev.costinsights.core.model.JobRunSlice;
import dev.costinsights.core.model.JobVersion;
import dev.costinsights.core.model.PipelineUpdateSlice;
import dev.costinsights.core.model.PipelineVersion;
import dev.costinsights.core.model.TaskRunSlice;
import dev.costinsights.core.model.UsageOrigin;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What is known of the objects of one workspace. */
final class OracleHistory {

    private final OracleFacts facts;
    private final String accountId;
    private final String workspaceId;

    OracleHistory(OracleFacts facts, UsageOrigin origin) {
        this.facts = facts;
        this.accountId = origin.accountId();
        this.workspaceId = origin.workspaceId();
    }

    /** How a job was at a time. */
    Optional<JobVersion> job(String jobId, long time) {
        return asOf(
                here(facts.jobs, JobVersion::accountId, JobVersion::workspaceId).stream()
                        .filter(version -> version.jobId().equals(jobId))
                        .toList(),
                JobVersion::changeMicros,
                time);
    }

    /** How a pipeline was at a time. */
    Optional<PipelineVersion> pipeline(String pipelineId, long time) {
        return asOf(
                here(facts.pipelines, PipelineVersion::accountId, PipelineVersion::workspaceId).stream()
                        .filter(version -> version.pipelineId().equals(pipelineId))
                        .toList(),
                PipelineVersion::changeMicros,
                time);
    }

    List<JobRunSlice> run(String runId) {
        return here(facts.jobRuns, JobRunSlice::accountId, JobRunSlice::workspaceId).stream()
                .filter(slice -> slice.runId().equals(runId))
                .toList();
    }

    Optional<TaskRunSlice> task(String taskRunId) {
        return here(facts.taskRuns, TaskRunSlice::accountId, TaskRunSlice::workspaceId).stream()
                .filter(slice -> slice.taskRunId().equals(taskRunId))
                .findFirst();
    }

    Optional<String> runOfTask(String taskRunId) {
        return task(taskRunId).map(TaskRunSlice::jobRunId);
    }

    Optional<PipelineUpdateSlice> update(String pipelineId, String updateId) {
        return here(facts.pipelineUpdates, PipelineUpdateSlice::accountId, PipelineUpdateSlice::workspaceId).stream()
                .filter(slice -> slice.updateId().equals(updateId))
                .filter(slice -> pipelineId == null || slice.pipelineId().equals(pipelineId))
                .findFirst();
    }

    /** The job of a run, as the timeline has it. */
    Optional<String> jobOfRun(String runId) {
        return run(runId).stream()
                .map(JobRunSlice::jobId)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private <T> List<T> here(Collection<T> rows, Function<T, String> account, Function<T, String> workspace) {
        return rows.stream()
                .filter(row -> account.apply(row).equals(accountId))
                .filter(row -> workspace.apply(row).equals(workspaceId))
                .toList();
    }

    private static <T> Optional<T> asOf(List<T> versions, ToLongFunction<T> changed, long time) {
        Comparator<T> byChange = Comparator.comparingLong(changed);
        Optional<T> before = versions.stream()
                .filter(version -> changed.applyAsLong(version) <= time)
                .max(byChange);
        return before.isPresent() ? before : versions.stream().min(byChange);
    }
}
