package dev.costinsights.core.oracle;

import dev.costinsights.core.model.AttributedUsage;
import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.ClusterVersion;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.Identity;
import dev.costinsights.core.model.JobVersion;
import dev.costinsights.core.model.PipelineUpdateSlice;
import dev.costinsights.core.model.QuerySource;
import dev.costinsights.core.model.Statement;
import dev.costinsights.core.model.TaskRunSlice;
import dev.costinsights.core.model.UsageKey;
import dev.costinsights.core.model.UsageOrigin;
import dev.costinsights.core.model.UsageRecord;
import dev.costinsights.core.model.WarehouseVersion;
import dev.costinsights.core.model.WorkContext;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the executions of one charge stand, and on whose behalf they ran. */
final class OracleContext {

    private static final Pattern BUNDLE = Pattern.compile("/\\.bundle/([^/]+)/([^/]+)/state/metadata\\.json");

    private final OracleFacts facts;
    private final UsageRecord record;
    private final UsageOrigin origin;
    private final long time;
    private final OracleHistory history;
    private final OracleIdentity identity;

    OracleContext(OracleFacts facts, OracleCharge charge) {
        this.facts = facts;
        this.record = charge.record();
        this.origin = charge.record().origin();
        this.time = charge.span().startMicros();
        this.history = new OracleHistory(facts, origin);
        this.identity = new OracleIdentity(history, charge.record(), time);
    }

    /** Both halves of the evidence about who is behind a row. */
    record Behind(WorkContext context, Identity identity) {}

    Behind of(OracleShare share) {
        if (share.type() == null) {
            return share.category() == Category.IDLE || share.category() == Category.UNATTRIBUTED
                    ? other(ownerOrPrincipal())
                    : other(origin.principal());
        }
        String id = share.executionId();
        return switch (share.type()) {
            case STATEMENT -> statement(id);
            case JOB -> run(id, null, null, origin.principal());
            case JOB_RUN -> run(jobOf(id), id, null, origin.principal());
            case JOB_TASK_RUN -> task(id, share.category() == Category.DIRECT);
            case PIPELINE -> pipeline(id, null);
            case PIPELINE_UPDATE -> pipeline(metadata(UsageKey.DLT_PIPELINE_ID), id);
            case PIPELINE_MAINTENANCE -> pipeline(metadata(UsageKey.DLT_PIPELINE_ID), null);
            case NOTEBOOK,
                    ENDPOINT,
                    APP,
                    DATABASE,
                    AGENT,
                    GENIE,
                    CLEAN_ROOM,
                    TRAINING_RUN,
                    AI_RUNTIME_WORKLOAD,
                    SHARE,
                    WAREHOUSE,
                    CLUSTER,
                    BUNDLE_DEPLOYMENT -> other(origin.principal());
        };
    }

    /** Shared compute has an owner; what else is left over is known for whom the bill names. */
    private String ownerOrPrincipal() {
        return switch (OracleTargets.of(record).path()) {
            case SHARED_WAREHOUSE ->
                owner(history.warehouse(metadata(UsageKey.WAREHOUSE_ID), time).map(WarehouseVersion::createdBy));
            case SHARED_CLUSTER ->
                owner(history.cluster(metadata(UsageKey.CLUSTER_ID), time).map(ClusterVersion::ownedBy));
            case DIRECT, RUN_WITH_TASKS, OVERHEAD, OBJECT_UNKNOWN, UNSUPPORTED -> origin.principal();
        };
    }

    private String owner(Optional<String> known) {
        return Optional.ofNullable(origin.ownedBy()).or(() -> known).orElse(origin.principal());
    }

    private Behind other(String principal) {
        return new Behind(
                new WorkContext(null, null, null, null, null, metadata(UsageKey.NOTEBOOK_ID), null, principal),
                identity.ofOther(principal));
    }

    private Behind statement(String id) {
        Optional<Statement> found = OracleStatements.lastRevisions(facts, origin).stream()
                .map(OracleStatement::row)
                .filter(row -> row.statementId().equals(id))
                .filter(row -> origin.product().equals("SQL")
                        ? metadata(UsageKey.WAREHOUSE_ID).equals(row.origin().warehouseId())
                        : metadata(UsageKey.CLUSTER_ID).equals(row.origin().clusterId()))
                .findFirst();
        if (found.isEmpty()) {
            AttributedUsage share = facts.attributedUsage.stream()
                    .filter(row -> row.statementId().equals(id))
                    .findFirst()
                    .orElseThrow();
            return new Behind(WorkContext.of(share.executedBy()), identity.ofUnknownStatement(share));
        }
        QuerySource source = found.get().origin().source();
        String runId = source.jobRunId() != null
                ? source.jobRunId()
                : Optional.ofNullable(source.taskRunId())
                        .flatMap(history::runOfTask)
                        .orElse(null);
        String jobId = Optional.ofNullable(source.jobId())
                .or(() -> Optional.ofNullable(jobOfRun(runId)))
                .or(() -> Optional.ofNullable(source.taskRunId())
                        .flatMap(history::task)
                        .map(TaskRunSlice::jobId))
                .orElse(null);
        return new Behind(
                new WorkContext(
                        jobId,
                        runId,
                        taskKey(source.taskRunId()),
                        source.pipelineId(),
                        source.updateId(),
                        source.notebookId(),
                        bundle(jobId, source.pipelineId()),
                        found.get().origin().executedBy()),
                identity.ofStatement(found.get()));
    }

    private Behind task(String id, boolean billed) {
        TaskRunSlice slice = history.task(id).orElseThrow();
        if (billed) {
            String jobId = Optional.ofNullable(jobOf(slice.jobRunId())).orElse(slice.jobId());
            return run(jobId, slice.jobRunId(), slice.taskKey(), origin.principal());
        }
        // The bill of a shared cluster names its creator, who is not the one that the job runs as.
        String principal = job(slice.jobId()).map(JobVersion::runAs).orElse(null);
        return run(slice.jobId(), slice.jobRunId(), slice.taskKey(), principal);
    }

    private Behind run(String jobId, String runId, String taskKey, String principal) {
        return new Behind(
                new WorkContext(jobId, runId, taskKey, null, null, null, bundle(jobId, null), principal),
                identity.ofRun(jobId, runId, principal));
    }

    private Behind pipeline(String pipelineId, String updateId) {
        String jobId = Optional.ofNullable(updateId)
                .flatMap(id -> history.update(pipelineId, id))
                .map(PipelineUpdateSlice::jobId)
                .orElse(null);
        String principal = Optional.ofNullable(origin.principal())
                .or(() -> Optional.ofNullable(updateId)
                        .flatMap(id -> history.update(pipelineId, id))
                        .map(PipelineUpdateSlice::runAs))
                .orElse(null);
        return new Behind(
                new WorkContext(null, null, null, pipelineId, updateId, null, bundle(jobId, pipelineId), principal),
                identity.ofPipeline(pipelineId, updateId, principal));
    }

    private String metadata(UsageKey key) {
        return record.origin().metadata().get(key);
    }

    /** The bill's word comes first. */
    private String jobOf(String runId) {
        String billed = metadata(UsageKey.JOB_ID);
        return billed != null ? billed : jobOfRun(runId);
    }

    private String jobOfRun(String runId) {
        return Optional.ofNullable(runId).flatMap(history::jobOfRun).orElse(null);
    }

    private String taskKey(String taskRunId) {
        return Optional.ofNullable(taskRunId)
                .flatMap(history::task)
                .map(TaskRunSlice::taskKey)
                .orElse(null);
    }

    private Optional<JobVersion> job(String jobId) {
        return Optional.ofNullable(jobId).flatMap(id -> history.job(id, time));
    }

    /** The job's own word, then what deployments say of the job, then what they say of the pipeline. */
    private String bundle(String jobId, String pipelineId) {
        return bundleOfVersion(jobId)
                .or(() -> linked(ExecutionType.JOB, jobId))
                .or(() -> linked(ExecutionType.PIPELINE, pipelineId))
                .orElse(null);
    }

    private Optional<String> linked(ExecutionType type, String id) {
        return Optional.ofNullable(id)
                .flatMap(known -> history.bundle(type, known, time))
                .map(link -> link.bundle() + "/" + link.target());
    }

    private Optional<String> bundleOfVersion(String jobId) {
        return job(jobId)
                .map(JobVersion::metadataFilePath)
                .filter(Objects::nonNull)
                .map(BUNDLE::matcher)
                .filter(Matcher::find)
                .map(path -> path.group(1) + "/" + path.group(2));
    }
}
