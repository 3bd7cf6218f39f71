package dev.costinsights.host.estimate;

import dev.costinsights.core.estimation.Compute;
import dev.costinsights.core.estimation.EstimationKind;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.ResourceType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionPhase;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the recorded end of an execution says that an estimate needs. */
final class EndedExecutions {

    private static final Map<ExecutionType, EstimationKind> KINDS = Map.of(
            ExecutionType.STATEMENT, EstimationKind.WAREHOUSE,
            ExecutionType.JOB_RUN, EstimationKind.JOB,
            ExecutionType.PIPELINE_UPDATE, EstimationKind.PIPELINE);

    private static final Pattern MICROS = Pattern.compile("[0-9]{1,17}");
    private static final Pattern NODES = Pattern.compile("([^=,]+)=([0-9]{1,6})(?:,|$)");

    private EndedExecutions() {}

    /** Whether it is an end of something that can be estimated. */
    static boolean canBeEstimated(ExecutionEvent event) {
        return event.id() != null
                && event.phase() == ExecutionPhase.ENDED
                && event.durationMicros() >= 0
                && KINDS.containsKey(event.type());
    }

    static EstimationKind kind(ExecutionEvent event) {
        return KINDS.get(event.type());
    }

    /** Its warehouse, job or pipeline; null when that was not recorded. */
    static String object(ExecutionEvent event) {
        return switch (kind(event)) {
            case JOB -> event.details().get("job_id");
            case PIPELINE -> event.details().get("pipeline_id");
            case WAREHOUSE ->
                event.place().resourceType() == ResourceType.WAREHOUSE
                        ? event.place().resourceId()
                        : null;
        };
    }

    static TimeSpan ran(ExecutionEvent event) {
        return new TimeSpan(event.startMicros(), event.startMicros() + event.durationMicros());
    }

    /** From when it had compute, where its end said how long it had waited for that. */
    static TimeSpan active(ExecutionEvent event) {
        Matcher waited = MICROS.matcher(event.details().getOrDefault("setup_micros", "0"));
        long wait = waited.matches() ? Math.min(Long.parseLong(waited.group()), event.durationMicros()) : 0;
        return new TimeSpan(event.startMicros() + wait, event.startMicros() + event.durationMicros());
    }

    /** Nodes as plugins write them: {@code m5.large=1,i3.xlarge=2}. */
    static Compute nodes(ExecutionEvent event) {
        Map<String, Integer> nodes = new TreeMap<>();
        Matcher matcher = NODES.matcher(event.details().getOrDefault("nodes", ""));
        while (matcher.find()) {
            nodes.put(matcher.group(1), Integer.valueOf(matcher.group(2)));
        }
        return nodes.isEmpty() ? new Compute.Serverless() : new Compute.Nodes(nodes, Map.of());
    }
}
