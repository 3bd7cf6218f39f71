package dev.costinsights.host.report;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.model.BundleLink;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.host.bundle.Deployment;
import dev.costinsights.host.facts.FactListener;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What was deployed when, by whom: deployments that were recorded and those that the workspace knows, each once. One
 * thread.
 */
public final class BundleHistory implements FactListener, Consumer<ExecutionEvent> {

    /** How far the clocks of who deploys and of the workspace may differ, and how late the workspace may write. */
    private static final long MARGIN = 300 * TimeSpan.SECOND;

    /**
     * A row.
     *
     * @param recorded null when nothing was
     * @param linked null when the workspace knows nothing of it
     */
    private record Deployed(ExecutionEvent recorded, LinkedDeployment linked) {

        long atMicros() {
            return recorded == null ? linked.startMicros() : recorded.startMicros();
        }

        String bundle() {
            return recorded == null ? linked.bundle() : recorded.details().get(Deployment.BUNDLE);
        }

        String target() {
            return recorded == null ? linked.target() : recorded.details().get(Deployment.TARGET);
        }

        String gitBranch() {
            String own = recorded == null ? null : recorded.details().get(Deployment.GIT_BRANCH);
            return own == null && linked != null ? linked.gitBranch() : own;
        }

        String gitCommit() {
            String own = recorded == null ? null : recorded.details().get(Deployment.GIT_COMMIT);
            return own == null && linked != null ? linked.gitCommit() : own;
        }

        AttributionContext context() {
            return recorded == null ? AttributionContext.EMPTY : recorded.context();
        }
    }

    private final TimeSpan window;
    private final Set<ExecutionEvent> recorded = new LinkedHashSet<>();
    private final List<BundleLink> links = new ArrayList<>();

    public BundleHistory(TimeSpan window) {
        this.window = window;
    }

    @Override
    public void accept(ExecutionEvent event) {
        if (event.type() == ExecutionType.BUNDLE_DEPLOYMENT) {
            recorded.add(event);
        }
    }

    @Override
    public void bundleLink(BundleLink link) {
        links.add(link);
    }

    /** A row for each deployment of the window, the oldest first. */
    public Table table() {
        Table.Builder table = Table.of(
                "bundle_history",
                "Deployments of bundles",
                "deployed_at",
                "bundle",
                "target",
                "git_branch",
                "git_commit",
                "outcome",
                "opaque_id",
                "orchestrator",
                "orchestrator_job",
                "orchestrator_run",
                "jobs",
                "pipelines");
        deployments().stream()
                .filter(deployed -> window.contains(deployed.atMicros()))
                .sorted(Comparator.comparingLong(Deployed::atMicros)
                        .thenComparing(deployed -> deployed.bundle() + '/' + deployed.target()))
                .forEach(deployed -> table.row(
                        Cell.text(TimeSpan.instant(deployed.atMicros())
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString()),
                        Cell.text(deployed.bundle()),
                        Cell.text(deployed.target()),
                        Cell.text(deployed.gitBranch()),
                        Cell.text(deployed.gitCommit()),
                        Cell.text(
                                deployed.recorded() == null
                                        ? null
                                        : deployed.recorded().outcome().name()),
                        Cell.text(deployed.context().opaqueId()),
                        Cell.text(deployed.context().orchestrator()),
                        Cell.text(deployed.context().job()),
                        Cell.text(deployed.context().run()),
                        deployed.linked() == null
                                ? Cell.text(null)
                                : Cell.count(deployed.linked().jobs()),
                        deployed.linked() == null
                                ? Cell.text(null)
                                : Cell.count(deployed.linked().pipelines())));
        return table.build();
    }

    private List<Deployed> deployments() {
        List<LinkedDeployment> unclaimed = new ArrayList<>(LinkedDeployment.of(links));
        List<Deployed> all = new ArrayList<>();
        for (ExecutionEvent event : recorded) {
            LinkedDeployment linked = unclaimed.stream()
                    .filter(one -> isSame(event, one))
                    .findFirst()
                    .orElse(null);
            unclaimed.remove(linked);
            all.add(new Deployed(event, linked));
        }
        unclaimed.forEach(linked -> all.add(new Deployed(null, linked)));
        return all;
    }

    private static boolean isSame(ExecutionEvent event, LinkedDeployment linked) {
        String commit = event.details().get(Deployment.GIT_COMMIT);
        long end = event.startMicros() + Math.max(0, event.durationMicros());
        return linked.bundle().equals(event.details().get(Deployment.BUNDLE))
                && linked.target().equals(event.details().get(Deployment.TARGET))
                && (commit == null || linked.gitCommit() == null || Objects.equals(commit, linked.gitCommit()))
                && linked.startMicros() <= end + MARGIN
                && linked.endMicros() >= event.startMicros() - MARGIN;
    }
}
