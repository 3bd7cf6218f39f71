package dev.costinsights.core.model;

import java.util.Map;
import java.util.Objects;

/**
 * A row of {@code system.lakeflow.pipelines}: how a pipeline was from a time on.
 *
 * @param deleteMicros {@code delete_time}, or {@link TimeSpan#FOREVER}
 */
public record PipelineVersion(
        String accountId,
        String workspaceId,
        String pipelineId,
        String name,
        String runAs,
        Map<String, String> tags,
        long changeMicros,
        long deleteMicros) {

    public PipelineVersion {
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(workspaceId, "workspaceId");
        Objects.requireNonNull(pipelineId, "pipelineId");
        tags = OrderedTexts.copyOf(tags);
    }
}
