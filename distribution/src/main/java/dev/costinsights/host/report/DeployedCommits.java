package dev.costinsights.host.report;

import dev.costinsights.core.attribution.facts.History;
import dev.costinsights.core.attribution.facts.ObjectKey;
import dev.costinsights.core.model.BundleLink;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.model.WorkContext;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionOutcome;
import dev.costinsights.host.bundle.Deployment;
import dev.costinsights.host.facts.FactListener;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Which commit was deployed when the time of a charge began, by the rule by which the engine finds the bundle: the last
 * deployment up to then, else the first one after it. What the workspace says of the job or pipeline itself counts before what
 * was recorded of its bundle and target. One thread; all facts and recordings come before the first question.
 */
public final class DeployedCommits implements FactListener, Consumer<ExecutionEvent> {

    /** A recorded deployment. */
    private record Recorded(long startMicros, String commit) {}

    private final History<BundleLink> jobs = new History<>(BundleLink::sinceMicros);
    private final History<BundleLink> pipelines = new History<>(BundleLink::sinceMicros);
    private final History<Recorded> recorded = new History<>(Recorded::startMicros);
    private boolean sealed;

    @Override
    public void bundleLink(BundleLink link) {
        History<BundleLink> links = link.type() == ExecutionType.JOB ? jobs : pipelines;
        links.add(new ObjectKey(link.workspaceId(), link.objectId()), link);
    }

    @Override
    public void accept(ExecutionEvent event) {
        String commit = event.details().get(Deployment.GIT_COMMIT);
        if (event.type() == ExecutionType.BUNDLE_DEPLOYMENT
                && event.outcome() == ExecutionOutcome.SUCCEEDED
                && commit != null) {
            String bundle = event.details().get(Deployment.BUNDLE)
                    + '/'
                    + event.details().get(Deployment.TARGET);
            recorded.add(ofBundle(bundle), new Recorded(event.startMicros(), commit));
        }
    }

    /** Empty when nobody knows, and for what belongs to no bundle. */
    Optional<String> of(LedgerRow row) {
        seal();
        WorkContext context = row.context();
        String bundle = context.bundle();
        if (bundle == null) {
            return Optional.empty();
        }
        String workspace = row.charge().origin().workspaceId();
        long asOf = row.charge().span().startMicros();
        String commit = linked(jobs, workspace, context.jobId(), bundle, asOf);
        if (commit == null) {
            commit = linked(pipelines, workspace, context.pipelineId(), bundle, asOf);
        }
        Recorded deployment = commit == null ? recorded.asOf(ofBundle(bundle), asOf) : null;
        return Optional.ofNullable(deployment == null ? commit : deployment.commit());
    }

    /** Null where the link speaks of another bundle than the job's own version does. */
    private static String linked(History<BundleLink> links, String workspace, String id, String bundle, long asOf) {
        BundleLink link = id == null ? null : links.asOf(new ObjectKey(workspace, id), asOf);
        return link == null || !bundle.equals(link.bundle() + '/' + link.target()) ? null : link.gitCommit();
    }

    /** Recordings do not know the number of their workspace. */
    private static ObjectKey ofBundle(String bundle) {
        return new ObjectKey("", bundle);
    }

    private void seal() {
        if (!sealed) {
            jobs.seal();
            pipelines.seal();
            recorded.seal();
            sealed = true;
        }
    }
}
