package dev.costinsights.host.report;

import dev.costinsights.core.model.BundleLink;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.TimeSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A deployment, put together from what it did to jobs and pipelines: links of one bundle, target and commit, none longer than
 * a quarter of an hour after the one before.
 */
final class LinkedDeployment {

    private static final long LONGEST_PAUSE = 900 * TimeSpan.SECOND;
    private static final Comparator<BundleLink> ORDER = Comparator.comparing(BundleLink::workspaceId)
            .thenComparing(BundleLink::bundle)
            .thenComparing(BundleLink::target)
            .thenComparingLong(BundleLink::sinceMicros)
            .thenComparing(BundleLink::toString);

    private final BundleLink first;
    private final Set<String> jobs = new HashSet<>();
    private final Set<String> pipelines = new HashSet<>();
    private long endMicros;

    private LinkedDeployment(BundleLink first) {
        this.first = first;
        add(first);
    }

    static List<LinkedDeployment> of(List<BundleLink> links) {
        List<LinkedDeployment> deployments = new ArrayList<>();
        LinkedDeployment last = null;
        for (BundleLink link : links.stream().sorted(ORDER).toList()) {
            if (last == null || !last.continuesWith(link)) {
                last = new LinkedDeployment(link);
                deployments.add(last);
            } else {
                last.add(link);
            }
        }
        return deployments;
    }

    String bundle() {
        return first.bundle();
    }

    String target() {
        return first.target();
    }

    /** Or null. */
    String gitBranch() {
        return first.gitBranch();
    }

    /** Or null. */
    String gitCommit() {
        return first.gitCommit();
    }

    long startMicros() {
        return first.sinceMicros();
    }

    long endMicros() {
        return endMicros;
    }

    int jobs() {
        return jobs.size();
    }

    int pipelines() {
        return pipelines.size();
    }

    private boolean continuesWith(BundleLink link) {
        return link.workspaceId().equals(first.workspaceId())
                && link.bundle().equals(first.bundle())
                && link.target().equals(first.target())
                && Objects.equals(link.gitBranch(), first.gitBranch())
                && Objects.equals(link.gitCommit(), first.gitCommit())
                && link.sinceMicros() - endMicros <= LONGEST_PAUSE;
    }

    private void add(BundleLink link) {
        (link.type() == ExecutionType.JOB ? jobs : pipelines).add(link.objectId());
        endMicros = link.sinceMicros();
    }
}
