package dev.costinsights.core.oracle;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.model.BundleLink;
import dev.costinsights.core.model.ClusterVersion;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.JobRunSlice;
import dev.costinsights.core.model.JobVersion;
import dev.costinsights.core.model.PipelineUpdateSlice;
import dev.costinsights.core.model.PipelineVersion;
import dev.costinsights.core.model.RecordedExecution;
import dev.costinsights.core.model.Statement;
import dev.costinsights.core.model.TaskRunSlice;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageOrigin;
import dev.costinsights.core.model.WarehouseVersion;
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

    /** How a warehouse was at a time. */
    Optional<WarehouseVersion> warehouse(String warehouseId, long time) {
        return asOf(
                here(facts.warehouses, WarehouseVersion::accountId, WarehouseVersion::workspaceId).stream()
                        .filter(version -> version.warehouseId().equals(warehouseId))
                        .toList(),
                WarehouseVersion::changeMicros,
                time);
    }

    /** How a cluster was at a time. */
    Optional<ClusterVersion> cluster(String clusterId, long time) {
        return asOf(
                here(facts.clusters, ClusterVersion::accountId, ClusterVersion::workspaceId).stream()
                        .filter(version -> version.clusterId().equals(clusterId))
                        .toList(),
                ClusterVersion::changeMicros,
                time);
    }

    /** Where a job or pipeline was deployed from at a time. */
    Optional<BundleLink> bundle(ExecutionType type, String id, long time) {
        return asOf(
                facts.bundleLinks.stream()
                        .filter(link -> link.workspaceId().equals(workspaceId))
                        .filter(link -> link.type() == type && link.objectId().equals(id))
                        .toList(),
                BundleLink::sinceMicros,
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

    /** The contexts that were captured with an execution's id. */
    List<AttributionContext> recorded(ExecutionType type, String id) {
        return facts.recorded.stream()
                .filter(one -> one.type() == type && id != null && id.equals(one.id()))
                .filter(this::mayBeHere)
                .map(RecordedExecution::context)
                .toList();
    }

    /** The contexts of what ran in a session while a statement did. */
    List<AttributionContext> recordedInSession(Statement statement) {
        TimeSpan ran = statement.span();
        long end = Math.max(ran.endMicros(), ran.startMicros() + 1);
        return facts.recorded.stream()
                .filter(one -> one.id() == null && one.type() == ExecutionType.STATEMENT)
                .filter(one -> one.sessionId() != null
                        && one.sessionId().equals(statement.origin().sessionId()))
                .filter(this::mayBeHere)
                .filter(one -> Math.max(ran.startMicros(), one.span().startMicros())
                        < Math.min(
                                end, Math.max(one.span().endMicros(), one.span().startMicros() + 1)))
                .map(RecordedExecution::context)
                .toList();
    }

    /** Of statements in this workspace, all their revisions. */
    List<Statement> revisions(String statementId) {
        return facts.statements.stream()
                .filter(one -> one.statementId().equals(statementId))
                .filter(one -> one.origin().workspaceId().equals(workspaceId))
                .toList();
    }

    private boolean mayBeHere(RecordedExecution one) {
        return one.workspaceId().isEmpty() || one.workspaceId().equals(workspaceId);
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
