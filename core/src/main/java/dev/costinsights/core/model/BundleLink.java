package dev.costinsights.core.model;

import java.util.Objects;

/**
 * Says which asset bundle a job or pipeline was deployed from, from a time on. Where several speak of one object, the last
 * before the time in question counts.
 *
 * @param type {@link ExecutionType#JOB} or {@link ExecutionType#PIPELINE}
 * @param objectId id of the job or pipeline within its workspace
 * @param bundle the bundle's name
 * @param target e.g. {@code prod}
 * @param gitBranch that was deployed, or null
 * @param gitCommit that was deployed, or null
 */
public record BundleLink(
        String workspaceId,
        ExecutionType type,
        String objectId,
        String bundle,
        String target,
        String gitBranch,
        String gitCommit,
        long sinceMicros) {

    public BundleLink {
        Objects.requireNonNull(workspaceId, "workspaceId");
        Objects.requireNonNull(objectId, "objectId");
        Objects.requireNonNull(bundle, "bundle");
        Objects.requireNonNull(target, "target");
        if (type != ExecutionType.JOB && type != ExecutionType.PIPELINE) {
            throw new IllegalArgumentException("a bundle deploys jobs and pipelines, not a " + type);
        }
    }
}
