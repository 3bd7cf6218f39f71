package dev.costinsights.core.attribution.identity;

import dev.costinsights.core.attribution.facts.Facts;
import dev.costinsights.core.attribution.facts.JobRun;
import dev.costinsights.core.attribution.facts.ObjectKey;
import dev.costinsights.core.attribution.facts.StatementEvidence;
import dev.costinsights.core.attribution.facts.TaskRun;
import dev.costinsights.core.attribution.facts.UpdateTrigger;
import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.ContextReader;
import dev.costinsights.core.context.Reading;
import dev.costinsights.core.model.BundleLink;
import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.Identity;
import dev.costinsights.core.model.IdentityBasis;
import dev.costinsights.core.model.JobVersion;
import dev.costinsights.core.model.QuerySource;
import dev.costinsights.core.model.UsageKey;
import dev.costinsights.core.model.UsageMetadata;
import dev.costinsights.core.model.UsageOrigin;
import dev.costinsights.core.model.WorkContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says for each execution that a charge falls on what is around it and on whose behalf it ran. */
public final class Targets {

    /** {@code .../.bundle/<name>/<target>/state/metadata.json} names both; the file itself is not needed. */
    private static final Pattern BUNDLE = Pattern.compile("/\\.bundle/([^/]+)/([^/]+)/");

    /** Those of job runs are soon done with, and should be gone before they are old; that some come again costs a sink little. */
    private static final int MOST_SHARED = 1 << 12;

    private final Facts facts;
    private final IdentityResolver identities;
    // Sinks recognise contexts by identity, so equal ones that come near each other should be the same instance.
    private final Map<WorkContext, WorkContext> contexts = new HashMap<>();
    private final Map<String, String> bundles = new HashMap<>();
    private final Identity runAs;
    private InRun lastRun;

    /** What the tasks of a job run have in common in a charge. */
    private record InRun(
            Charge charge,
            String runId,
            String taskJobId,
            String principal,
            String jobId,
            String bundle,
            Identity identity) {}

    public Targets(Facts facts, ContextReader reader) {
        this.facts = facts;
        this.identities = new IdentityResolver(facts, reader);
        this.runAs = identities.shared(Identity.RUN_AS);
    }

    /** The identity that the usage record's own tags carry; without a context when they carry none. */
    public Identity billed(UsageOrigin origin) {
        return identities.billTags(origin.customTags());
    }

    /** What a record that names nothing more than its compute is known for: its tags and its principal. */
    public Target ofRecord(Charge charge, String principal) {
        return new Target(shared(WorkContext.of(principal)), ranked(Identity.NONE, billed(charge.origin()), principal));
    }

    /**
     * Of an object that the record names. Other ids on the record are context; whose identity counts is decided by what
     * the record is for.
     *
     * @param type what the record is for, or null when it names nothing
     */
    public Target ofNamed(Charge charge, ExecutionType type) {
        UsageOrigin origin = charge.origin();
        UsageMetadata ids = origin.metadata();
        String workspace = origin.workspaceId();
        long asOf = charge.span().startMicros();
        String pipeline = ids.get(UsageKey.DLT_PIPELINE_ID);
        String update = ids.get(UsageKey.DLT_UPDATE_ID);
        String run = ids.get(UsageKey.JOB_RUN_ID);
        String job = jobOf(workspace, ids.get(UsageKey.JOB_ID), run);
        String task = null;
        String principal = origin.principal();
        Identity own = Identity.NONE;
        boolean isJob = type == ExecutionType.JOB || type == ExecutionType.JOB_RUN;
        if (isJob) {
            own = identities.jobRun(workspace, job, run, asOf);
        } else if (type == ExecutionType.PIPELINE
                || type == ExecutionType.PIPELINE_UPDATE
                || type == ExecutionType.PIPELINE_MAINTENANCE) {
            own = identities.pipeline(workspace, pipeline, update, asOf);
            UpdateTrigger trigger = update == null ? null : facts.update(new ObjectKey(workspace, update));
            if (trigger != null) {
                TaskRun starter = taskRun(workspace, trigger.jobTaskRunId());
                job = trigger.jobId();
                run = starter == null ? null : starter.jobRunId();
                task = starter == null ? null : starter.taskKey();
                principal = principal != null ? principal : trigger.runAs();
            }
        }
        WorkContext context = new WorkContext(
                job,
                run,
                task,
                pipeline,
                update,
                ids.get(UsageKey.NOTEBOOK_ID),
                bundle(workspace, job, isJob ? null : pipeline, asOf),
                principal);
        return new Target(shared(context), ranked(own, billed(origin), principal));
    }

    /** The job, which some records name by its run alone. */
    private String jobOf(String workspaceId, String jobId, String runId) {
        JobRun run = jobId != null || runId == null ? null : facts.runs().jobRun(new ObjectKey(workspaceId, runId));
        return run == null ? jobId : run.jobId();
    }

    /** Of a task run, in the charge of its job run or of a cluster that it shared. */
    public Target ofTask(Charge charge, TaskRun task, String principal) {
        InRun run = inRun(charge, task, principal);
        WorkContext context =
                new WorkContext(run.jobId, task.jobRunId(), task.taskKey(), null, null, null, run.bundle, principal);
        // Not shared: no other execution has it, and the task itself comes again in another hour.
        return new Target(context, run.identity);
    }

    @SuppressWarnings("ReferenceEquality") // the tasks of a run are asked for one after the other, with its charge
    private InRun inRun(Charge charge, TaskRun task, String principal) {
        InRun last = lastRun;
        if (last != null
                && last.charge == charge
                && Objects.equals(last.runId, task.jobRunId())
                && Objects.equals(last.taskJobId, task.jobId())
                && Objects.equals(last.principal, principal)) {
            return last;
        }
        UsageOrigin origin = charge.origin();
        long asOf = charge.span().startMicros();
        String jobId = jobOf(origin.workspaceId(), task.jobId(), task.jobRunId());
        Identity own = identities.jobRun(origin.workspaceId(), jobId, task.jobRunId(), asOf);
        lastRun = new InRun(
                charge,
                task.jobRunId(),
                task.jobId(),
                principal,
                jobId,
                bundle(origin.workspaceId(), jobId, null, asOf),
                ranked(own, billed(origin), principal));
        return lastRun;
    }

    /** Who runs a job, from its history; or null. */
    public String jobRunsAs(String workspaceId, String jobId, long asOf) {
        JobVersion job = jobId == null ? null : facts.jobs().asOf(new ObjectKey(workspaceId, jobId), asOf);
        return job == null ? null : job.runAs();
    }

    /** What was recorded when a statement was launched; nothing for nearly all where nothing was recorded. */
    public Reading recorded(String workspaceId, String statementId) {
        return facts.recordings().of(workspaceId, ExecutionType.STATEMENT, statementId);
    }

    /** What query tags say that do not come from the query history. */
    public Reading read(Map<String, String> queryTags) {
        return identities.read(queryTags);
    }

    /** Whether anything was recorded at all. */
    public boolean hasRecordings() {
        return !facts.recordings().isEmpty();
    }

    /** Of a statement, in a charge with the given tags. */
    public Target ofStatement(StatementEvidence statement, Reading recorded, Identity billed, long asOf) {
        Identity own = identities.statement(statement, recorded, asOf);
        return new Target(contextOf(statement, asOf), ranked(own, billed, statement.executedBy()));
    }

    /** Whether {@link #ofStatement} with other tags of the bill could say something else than it said with these. */
    public static boolean dependsOnBill(Target target, Identity billed) {
        AttributionContext context = target.identity().context();
        if (!Ranks.isComplete(context)) {
            return true;
        }
        AttributionContext tags = billed.context();
        return tags != null
                && (context.opaqueId().equals(tags.opaqueId()) || context.job().equals(tags.job()));
    }

    /** True when {@link #ofStatement} does not depend on the time. */
    public static boolean isTimeless(StatementEvidence statement) {
        return statement.source().equals(QuerySource.NONE);
    }

    private WorkContext contextOf(StatementEvidence statement, long asOf) {
        QuerySource source = statement.source();
        if (isTimeless(statement)) {
            return shared(WorkContext.of(statement.executedBy()));
        }
        TaskRun task = taskRun(statement.workspaceId(), source.taskRunId());
        String runId = source.jobRunId() != null ? source.jobRunId() : task == null ? null : task.jobRunId();
        JobRun run = runId == null ? null : facts.runs().jobRun(new ObjectKey(statement.workspaceId(), runId));
        String jobId = source.jobId() != null
                ? source.jobId()
                : task != null && task.jobId() != null ? task.jobId() : run == null ? null : run.jobId();
        return shared(new WorkContext(
                jobId,
                runId,
                task == null ? null : task.taskKey(),
                source.pipelineId(),
                source.updateId(),
                source.notebookId(),
                bundle(statement.workspaceId(), jobId, source.pipelineId(), asOf),
                statement.executedBy()));
    }

    /** The execution's own identity, with what the bill's tags know besides; the principal's where neither says anything. */
    private Identity ranked(Identity own, Identity billed, String principal) {
        if (Ranks.isComplete(own.context())) {
            return own;
        }
        boolean silent = billed.context() == null && !billed.isAmbiguous();
        Identity found = silent
                ? own
                : Ranks.below(own).offer(IdentityBasis.BILL_TAG, billed).identity();
        if (found.basis() != IdentityBasis.NONE || principal == null) {
            return silent ? found : identities.shared(found);
        }
        return found.isAmbiguous()
                ? identities.shared(new Identity(null, IdentityBasis.RUN_AS, found.candidates()))
                : runAs;
    }

    private TaskRun taskRun(String workspaceId, String taskRunId) {
        return taskRunId == null ? null : facts.runs().taskRun(new ObjectKey(workspaceId, taskRunId));
    }

    /** The job's bundle, by its own version or else by deployments; where it has none, the pipeline's. */
    private String bundle(String workspaceId, String jobId, String pipelineId, long asOf) {
        JobVersion job = jobId == null ? null : facts.jobs().asOf(new ObjectKey(workspaceId, jobId), asOf);
        String own = job == null || job.metadataFilePath() == null
                ? null
                : bundles.computeIfAbsent(job.metadataFilePath(), Targets::bundleOf);
        if (own != null) {
            return own;
        }
        BundleLink link = jobId == null ? null : facts.jobBundles().asOf(new ObjectKey(workspaceId, jobId), asOf);
        if (link == null && pipelineId != null) {
            link = facts.pipelineBundles().asOf(new ObjectKey(workspaceId, pipelineId), asOf);
        }
        return link == null ? null : link.bundle() + "/" + link.target();
    }

    private static String bundleOf(String metadataFilePath) {
        Matcher matcher = BUNDLE.matcher(metadataFilePath);
        return matcher.find() ? matcher.group(1) + "/" + matcher.group(2) : null;
    }

    private WorkContext shared(WorkContext context) {
        if (contexts.size() == MOST_SHARED) {
            contexts.clear();
        }
        return contexts.computeIfAbsent(context, c -> c);
    }
}
