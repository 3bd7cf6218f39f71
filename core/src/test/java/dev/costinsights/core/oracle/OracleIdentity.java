package dev.costinsights.core.oracle;

import dev.costinsights.core.model.AttributedUsage;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.Identity;
import dev.costinsights.core.model.IdentityBasis;
import dev.costinsights.core.model.JobRunSlice;
import dev.costinsights.core.model.JobVersion;
import dev.costinsights.core.model.PipelineUpdateSlice;
import dev.costinsights.core.model.PipelineVersion;
import dev.costinsights.core.model.QuerySource;
import dev.costinsights.core.model.Statement;
import dev.costinsights.core.model.TaskRunSlice;
import dev.costinsights.core.model.UsageRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Section 8 of the method: on whose behalf something ran. */
final class OracleIdentity {

    private final OracleHistory history;
    private final OracleCarrier bill;
    private final long time;

    /** @param time the charge's start, as of which tags are read */
    OracleIdentity(OracleHistory history, UsageRecord record, long time) {
        this.history = history;
        this.bill = OracleCarrier.ofTags(record.origin().customTags());
        this.time = time;
    }

    /** A rank and what stands at it; it may decide the basis without a context of its own. */
    private record Rank(IdentityBasis basis, OracleCarrier carrier, boolean winsAlone) {

        Rank(IdentityBasis basis, OracleCarrier carrier) {
            this(basis, carrier, false);
        }
    }

    Identity ofRun(String jobId, String runId, String principal) {
        return choose(
                principal,
                new Rank(IdentityBasis.HANDLE, recorded(ExecutionType.JOB_RUN, runId)),
                new Rank(IdentityBasis.EXEC_TAG, run(jobId, runId, new HashSet<>())),
                new Rank(IdentityBasis.BILL_TAG, bill));
    }

    Identity ofPipeline(String pipelineId, String updateId, String principal) {
        return choose(
                principal,
                new Rank(IdentityBasis.HANDLE, recorded(ExecutionType.PIPELINE_UPDATE, updateId)),
                new Rank(IdentityBasis.EXEC_TAG, pipeline(pipelineId, updateId)),
                new Rank(IdentityBasis.BILL_TAG, bill));
    }

    Identity ofOther(String principal) {
        return choose(principal, new Rank(IdentityBasis.BILL_TAG, bill));
    }

    Identity ofStatement(Statement statement) {
        QuerySource source = statement.origin().source();
        boolean named = source.namesJob()
                || source.pipelineId() != null
                || source.updateId() != null
                || source.notebookId() != null;
        return choose(
                statement.origin().executedBy(),
                new Rank(IdentityBasis.HANDLE, recordedStatement(statement.statementId())),
                new Rank(
                        IdentityBasis.EXEC_TAG,
                        OracleCarrier.ofTags(statement.origin().queryTags())),
                new Rank(IdentityBasis.QUERY_SOURCE, source(source), named),
                new Rank(
                        IdentityBasis.SQL_COMMENT,
                        OracleCarrier.ofText(statement.origin().comment())),
                new Rank(IdentityBasis.BILL_TAG, bill));
    }

    /** Of a statement that only Databricks' own split knows. */
    Identity ofUnknownStatement(AttributedUsage share) {
        return choose(
                share.executedBy(),
                new Rank(IdentityBasis.HANDLE, recordedStatement(share.statementId())),
                new Rank(IdentityBasis.EXEC_TAG, OracleCarrier.ofTags(share.queryTags())),
                new Rank(IdentityBasis.BILL_TAG, bill));
    }

    private OracleCarrier recorded(ExecutionType type, String id) {
        return OracleCarrier.ofRecorded(history.recorded(type, id));
    }

    /** By its id, else by its session. */
    private OracleCarrier recordedStatement(String id) {
        OracleCarrier byId = recorded(ExecutionType.STATEMENT, id);
        return byId.speaks()
                ? byId
                : OracleCarrier.ofRecorded(history.revisions(id).stream()
                        .flatMap(one -> history.recordedInSession(one).stream())
                        .toList());
    }

    private static Identity choose(String principal, Rank... ranks) {
        OracleCarrier all = OracleCarrier.NOTHING;
        IdentityBasis decided = null;
        IdentityBasis first = null;
        for (Rank rank : ranks) {
            OracleCarrier carrier = rank.carrier();
            OracleCarrier before = all;
            all = before.orBelow(carrier);
            boolean heard = carrier.context() != null
                    && (before.context() == null || OracleCarrier.agree(before.context(), carrier.context()));
            boolean passedOver = carrier.context() == null && carrier.isAmbiguous();
            boolean names = (heard && carrier.namesWork()) || (rank.winsAlone() && !passedOver);
            if (decided == null && names) {
                decided = rank.basis();
            }
            if (first == null && heard) {
                first = rank.basis();
            }
        }
        if (decided == null) {
            decided = first;
        }
        if (decided == null) {
            decided = principal == null ? IdentityBasis.NONE : IdentityBasis.RUN_AS;
        }
        return new Identity(all.context(), decided, List.copyOf(all.candidates()));
    }

    private OracleCarrier source(QuerySource source) {
        if (source.namesJob()) {
            String runId = source.jobRunId() != null || source.taskRunId() == null
                    ? source.jobRunId()
                    : history.runOfTask(source.taskRunId()).orElse(null);
            String jobId = source.jobId() != null || source.taskRunId() == null
                    ? source.jobId()
                    : history.task(source.taskRunId()).map(TaskRunSlice::jobId).orElse(null);
            OracleCarrier ofRun = recorded(ExecutionType.JOB_RUN, runId).orBelow(run(jobId, runId, new HashSet<>()));
            if (ofRun.speaks()) {
                return ofRun;
            }
        }
        return recorded(ExecutionType.PIPELINE_UPDATE, source.updateId())
                .orBelow(pipeline(source.pipelineId(), source.updateId()));
    }

    /** Parameters and name, else the job's tags, else the run that started it. */
    private OracleCarrier run(String jobId, String runId, Set<String> seen) {
        List<JobRunSlice> slices = runId == null || !seen.add(runId) ? List.of() : history.run(runId);
        Map<String, String> parameters = new TreeMap<>();
        slices.forEach(slice -> parameters.putAll(slice.parameters()));
        String name = slices.stream()
                .map(JobRunSlice::runName)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        OracleCarrier own = OracleCarrier.of(parameters, name);
        Optional<String> job =
                Optional.ofNullable(jobId).or(() -> Optional.ofNullable(runId).flatMap(history::jobOfRun));
        OracleCarrier tags = job.flatMap(id -> history.job(id, time))
                .map(JobVersion::tags)
                .map(OracleCarrier::ofTags)
                .orElse(OracleCarrier.NOTHING);
        return OracleCarrier.first(own, tags, starter(slices, seen));
    }

    private OracleCarrier starter(List<JobRunSlice> slices, Set<String> seen) {
        return slices.stream()
                .map(JobRunSlice::sourceTaskRunId)
                .filter(Objects::nonNull)
                .findFirst()
                .flatMap(history::task)
                .filter(starter -> !seen.contains(starter.jobRunId()))
                .map(starter -> recorded(ExecutionType.JOB_RUN, starter.jobRunId())
                        .orBelow(run(starter.jobId(), starter.jobRunId(), seen)))
                .orElse(OracleCarrier.NOTHING);
    }

    /** The pipeline's tags, else the job that started the update. */
    private OracleCarrier pipeline(String pipelineId, String updateId) {
        Optional<PipelineUpdateSlice> update =
                Optional.ofNullable(updateId).flatMap(id -> history.update(pipelineId, id));
        Optional<String> id = Optional.ofNullable(pipelineId).or(() -> update.map(PipelineUpdateSlice::pipelineId));
        OracleCarrier tags = id.flatMap(one -> history.pipeline(one, time))
                .map(PipelineVersion::tags)
                .map(OracleCarrier::ofTags)
                .orElse(OracleCarrier.NOTHING);
        OracleCarrier job = update.map(slice -> {
                    String runId = Optional.ofNullable(slice.jobTaskRunId())
                            .flatMap(history::runOfTask)
                            .orElse(null);
                    return recorded(ExecutionType.JOB_RUN, runId).orBelow(run(slice.jobId(), runId, new HashSet<>()));
                })
                .orElse(OracleCarrier.NOTHING);
        return OracleCarrier.first(tags, job);
    }
}
