package dev.costinsights.core.attribution.identity;

import dev.costinsights.core.attribution.facts.Facts;
import dev.costinsights.core.attribution.facts.JobRun;
import dev.costinsights.core.attribution.facts.ObjectKey;
import dev.costinsights.core.attribution.facts.StatementEvidence;
import dev.costinsights.core.attribution.facts.TaskRun;
import dev.costinsights.core.attribution.facts.UpdateTrigger;
import dev.costinsights.core.context.ContextReader;
import dev.costinsights.core.context.Reading;
import dev.costinsights.core.context.TagView;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.Identity;
import dev.costinsights.core.model.IdentityBasis;
import dev.costinsights.core.model.JobVersion;
import dev.costinsights.core.model.PipelineVersion;
import dev.costinsights.core.model.QuerySource;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/** Finds the identity of jobs, pipelines and statements from their own carriers, without the bill's tags. */
final class IdentityResolver {

    /** A run started by a run started by a run: longer chains than this are circles. */
    private static final int MOST_ANCESTORS = 16;

    private static final int MOST_SHARED = 1 << 12;

    /** Tag maps that name a run are as many as runs; those that many records share come again soon. */
    private static final int MOST_BILLED = 1 << 12;

    private final Facts facts;
    private final ContextReader reader;
    // Equal identities must be the same instance, for the sinks.
    private final Map<Identity, Identity> known = new HashMap<>();
    // By instance: hashing a map's content costs more than reading a small one again.
    private final IdentityHashMap<Map<String, String>, Reading> readings = new IdentityHashMap<>();
    // By content: which instances come depends on how they were read, and what is forgotten when must not.
    private final Map<Map<String, String>, Identity> billed = new HashMap<>();
    // The tasks of a run ask one after the other.
    private AskedRun lastRun;
    private Identity ofLastRun;

    private record AskedRun(String workspaceId, String jobId, String runId, long asOf) {}

    IdentityResolver(Facts facts, ContextReader reader) {
        this.facts = facts;
        this.reader = reader;
    }

    /** Of a job run: what was recorded of it, else its parameters and name, else its job's tags as of the time, else the run that started it. */
    Identity jobRun(String workspaceId, String jobId, String runId, long asOf) {
        AskedRun asked = new AskedRun(workspaceId, jobId, runId, asOf);
        if (!asked.equals(lastRun)) {
            ofLastRun = jobRun(workspaceId, jobId, runId, asOf, MOST_ANCESTORS);
            lastRun = asked;
        }
        return ofLastRun;
    }

    /** Of a pipeline's work: what was recorded of the update, else the pipeline's tags as of the time, else the job that started the update. */
    Identity pipeline(String workspaceId, String pipelineId, String updateId, long asOf) {
        Ranks ranks = new Ranks()
                .offer(
                        IdentityBasis.HANDLE,
                        facts.recordings().of(workspaceId, ExecutionType.PIPELINE_UPDATE, updateId));
        return shared(
                ranks.isComplete()
                        ? ranks.identity()
                        : ranks.offer(IdentityBasis.EXEC_TAG, pipelineTags(workspaceId, pipelineId, updateId, asOf))
                                .identity());
    }

    private Identity pipelineTags(String workspaceId, String pipelineId, String updateId, long asOf) {
        Ranks ranks = new Ranks();
        PipelineVersion version =
                pipelineId == null ? null : facts.pipelines().asOf(new ObjectKey(workspaceId, pipelineId), asOf);
        if (version != null) {
            Reading reading = tags(version.tags());
            ranks.offer(IdentityBasis.EXEC_TAG, reading);
            if (ranks.settledBy(reading)) {
                return shared(ranks.identity());
            }
        }
        UpdateTrigger trigger = updateId == null ? null : facts.update(new ObjectKey(workspaceId, updateId));
        if (trigger != null && trigger.jobId() != null) {
            String runId = jobRunOf(workspaceId, trigger.jobTaskRunId());
            ranks.offer(IdentityBasis.EXEC_TAG, jobRun(workspaceId, trigger.jobId(), runId, asOf));
        }
        return shared(ranks.identity());
    }

    /** Of a statement: what was recorded of it, then query tags, then what its source names, then its comment. */
    Identity statement(StatementEvidence statement, Reading recorded, long asOf) {
        Ranks ranks = new Ranks().offer(IdentityBasis.HANDLE, recorded);
        if (!ranks.isComplete()) {
            ranks.offer(IdentityBasis.EXEC_TAG, statement.tags());
        }
        QuerySource source = statement.source();
        if (!ranks.isComplete() && source != QuerySource.NONE) {
            Identity named = named(statement.workspaceId(), source, asOf);
            ranks.offer(IdentityBasis.QUERY_SOURCE, named);
            if (source.namesWork() && (named.context() != null || !named.isAmbiguous())) {
                ranks.offerNamed(IdentityBasis.QUERY_SOURCE);
            }
        }
        if (!ranks.isComplete()) {
            ranks.offer(IdentityBasis.SQL_COMMENT, statement.comment());
        }
        return shared(ranks.identity());
    }

    /** Of the job run or pipeline update that started a statement. */
    private Identity named(String workspaceId, QuerySource source, long asOf) {
        if (source.namesJob()) {
            TaskRun task = source.taskRunId() == null
                    ? null
                    : facts.runs().taskRun(new ObjectKey(workspaceId, source.taskRunId()));
            String jobId = source.jobId() != null || task == null ? source.jobId() : task.jobId();
            String runId = source.jobRunId() != null || task == null ? source.jobRunId() : task.jobRunId();
            return jobRun(workspaceId, jobId, runId, asOf);
        }
        return source.pipelineId() != null || source.updateId() != null
                ? pipeline(workspaceId, source.pipelineId(), source.updateId(), asOf)
                : Identity.NONE;
    }

    /** What tags say that are not asked for again. */
    Reading read(Map<String, String> tags) {
        return reader.read(TagView.ofTags(tags));
    }

    /** What tags on a usage record say. */
    Identity billTags(Map<String, String> customTags) {
        if (billed.size() == MOST_BILLED) {
            billed.clear();
        }
        Identity identity = billed.computeIfAbsent(
                customTags,
                tags -> new Ranks().offer(IdentityBasis.BILL_TAG, read(tags)).identity());
        // Each time: equal tags may come as several instances, and which of them do depends on how they were read.
        return shared(identity);
    }

    /** The job run that a task run belongs to, or null. */
    String jobRunOf(String workspaceId, String taskRunId) {
        TaskRun task = taskRunId == null ? null : facts.runs().taskRun(new ObjectKey(workspaceId, taskRunId));
        return task == null ? null : task.jobRunId();
    }

    /** One instance for equal identities, as long as there are not too many. */
    Identity shared(Identity identity) {
        if (known.size() == MOST_SHARED) {
            known.clear();
        }
        return known.computeIfAbsent(identity, i -> i);
    }

    private Identity jobRun(String workspaceId, String jobId, String runId, long asOf, int ancestors) {
        Ranks ranks = new Ranks()
                .offer(IdentityBasis.HANDLE, facts.recordings().of(workspaceId, ExecutionType.JOB_RUN, runId));
        if (!ranks.isComplete()) {
            ranks.offer(IdentityBasis.EXEC_TAG, runTags(workspaceId, jobId, runId, asOf, ancestors));
        }
        return shared(ranks.identity());
    }

    private Identity runTags(String workspaceId, String jobId, String runId, long asOf, int ancestors) {
        JobRun run = runId == null ? null : facts.runs().jobRun(new ObjectKey(workspaceId, runId));
        String job = jobId != null ? jobId : run == null ? null : run.jobId();
        Ranks ranks = new Ranks();
        if (run != null) {
            Reading reading = reader.read(TagView.ofRun(run.parameters(), run.runName()));
            ranks.offer(IdentityBasis.EXEC_TAG, reading);
            if (ranks.settledBy(reading)) {
                return shared(ranks.identity());
            }
        }
        JobVersion version = job == null ? null : facts.jobs().asOf(new ObjectKey(workspaceId, job), asOf);
        if (version != null) {
            Reading reading = tags(version.tags());
            ranks.offer(IdentityBasis.EXEC_TAG, reading);
            if (ranks.settledBy(reading)) {
                return shared(ranks.identity());
            }
        }
        TaskRun starter = run == null || run.startedByTaskRunId() == null
                ? null
                : facts.runs().taskRun(new ObjectKey(workspaceId, run.startedByTaskRunId()));
        if (starter == null || ancestors == 0) {
            return shared(ranks.identity());
        }
        return shared(ranks.offer(
                        IdentityBasis.EXEC_TAG,
                        jobRun(workspaceId, starter.jobId(), starter.jobRunId(), asOf, ancestors - 1))
                .identity());
    }

    private Reading tags(Map<String, String> tags) {
        return readings.computeIfAbsent(tags, this::read);
    }
}
