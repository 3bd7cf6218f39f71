package dev.costinsights.core.model;

import dev.costinsights.core.context.AttributionContext;
import java.util.Objects;

/**
 * An execution that a wrapped client saw being launched: its id was captured there and then, and so was the context that it
 * was launched under.
 *
 * @param workspaceId empty when unknown; the id then counts in every workspace
 * @param type STATEMENT, JOB_RUN or PIPELINE_UPDATE; others explain nothing on a bill
 * @param id what Databricks calls it; null when only its session is known, as of a batch
 * @param sessionId SQL session, or null
 * @param span from the call to the last that was seen of it
 */
public record RecordedExecution(
        String workspaceId,
        ExecutionType type,
        String id,
        String sessionId,
        TimeSpan span,
        AttributionContext context) {

    public RecordedExecution {
        Objects.requireNonNull(workspaceId, "workspaceId");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(span, "span");
        Objects.requireNonNull(context, "context");
    }
}
