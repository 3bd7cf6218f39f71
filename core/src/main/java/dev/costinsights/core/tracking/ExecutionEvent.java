package dev.costinsights.core.tracking;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.model.ExecutionType;
import java.util.Map;
import java.util.Objects;

/**
 * One thing that a wrapped client saw of an execution. Cheap to make; context, place and details should be shared by the
 * events of one client or session.
 *
 * @param type STATEMENT, JOB_RUN, PIPELINE_UPDATE, ...
 * @param id what Databricks calls it: statement id, run id, update id; null when the call failed before it had one, or
 *     when only its session is known
 * @param startMicros when the call began, microseconds since 1970
 * @param durationMicros how long it has run; -1 when unknown
 * @param details further ids under the names of the system tables' columns: {@code job_id}, {@code pipeline_id},
 *     {@code task_key}, ...; small, never statement text, never a secret
 */
public record ExecutionEvent(
        ExecutionType type,
        String id,
        ExecutionPhase phase,
        ExecutionOutcome outcome,
        long startMicros,
        long durationMicros,
        AttributionContext context,
        ExecutionPlace place,
        Map<String, String> details) {

    private static final int SELF = 160;
    private static final int ENTRY = 160;

    public ExecutionEvent {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(place, "place");
        details = Map.copyOf(details);
    }

    /** About how many bytes it takes in memory, as if it shared nothing; rather too many than too few. */
    int footprint() {
        long bytes = SELF + length(id) + context.footprint() + place.footprint();
        if (!details.isEmpty()) {
            for (Map.Entry<String, String> detail : details.entrySet()) {
                bytes += ENTRY + length(detail.getKey()) + length(detail.getValue());
            }
        }
        return (int) Math.min(Integer.MAX_VALUE / 2, bytes);
    }

    /** The same execution without what may be long and of which tags and bill say as much: assets, labels and details. */
    ExecutionEvent shortened() {
        AttributionContext shorter = AttributionContext.builder()
                .opaqueId(context.opaqueId())
                .orchestrator(context.orchestrator())
                .job(context.job())
                .run(context.run())
                .build();
        return new ExecutionEvent(type, id, phase, outcome, startMicros, durationMicros, shorter, place, Map.of());
    }

    private static long length(String text) {
        return text == null ? 0 : 2L * text.length();
    }
}
