package dev.costinsights.core.model;

import java.util.Map;
import java.util.Objects;

/**
 * A row of {@code system.lakeflow.jobs}: how a job was from a time on. A job id is unique within its workspace only.
 *
 * @param runAs user name it runs as where the table has it, else the principal's id, or null
 * @param deploymentKind {@code deployment.kind}, e.g. {@code BUNDLE}, or null
 * @param metadataFilePath {@code deployment.metadata_file_path}, which names a bundle and its target, or null
 * @param deleteMicros {@code delete_time}, or {@link TimeSpan#FOREVER}
 */
public record JobVersion(
        String accountId,
        String workspaceId,
        String jobId,
        String name,
        String runAs,
        Map<String, String> tags,
        String deploymentKind,
        String metadataFilePath,
        long changeMicros,
        long deleteMicros) {

    public JobVersion {
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(workspaceId, "workspaceId");
        Objects.requireNonNull(jobId, "jobId");
        tags = OrderedTexts.copyOf(tags);
    }
}
