package dev.costinsights.host.estimate;

import dev.costinsights.core.estimation.Compute;
import dev.costinsights.core.estimation.EstimationKind;
import dev.costinsights.core.estimation.Replay;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.ResourceType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionPhase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Collects, from a journal's events, executions that have ended and are not on the bill yet, and estimates them. One thread. */
public final class OpenEstimates implements Consumer<ExecutionEvent> {

    private static final Map<ExecutionType, EstimationKind> KINDS = Map.of(
            ExecutionType.STATEMENT, EstimationKind.WAREHOUSE,
            ExecutionType.JOB_RUN, EstimationKind.JOB,
            ExecutionType.PIPELINE_UPDATE, EstimationKind.PIPELINE);

    private final BilledWorks works;
    private final TimeSpan window;
    private final Map<Key, ExecutionEvent> ended = new LinkedHashMap<>();

    private record Key(ExecutionType type, String id) {}

    public OpenEstimates(BilledWorks works, TimeSpan window) {
        this.works = works;
        this.window = window;
    }

    @Override
    public void accept(ExecutionEvent event) {
        boolean known = event.id() != null
                && event.phase() == ExecutionPhase.ENDED
                && event.durationMicros() >= 0
                && KINDS.containsKey(event.type());
        if (known && window.contains(event.startMicros()) && !works.knows(event.type(), event.id())) {
            ended.put(new Key(event.type(), event.id()), event);
        }
    }

    /** In the order in which they were recorded. */
    public List<OpenEstimate> estimate(Replay replay) {
        return ended.values().stream().map(event -> estimate(replay, event)).toList();
    }

    private OpenEstimate estimate(Replay replay, ExecutionEvent event) {
        EstimationKind kind = KINDS.get(event.type());
        String object = object(kind, event);
        Optional<String> workspace = Optional.ofNullable(event.place().workspaceId())
                .or(() -> object == null ? Optional.empty() : works.workspaceOf(kind, object));
        TimeSpan active = new TimeSpan(event.startMicros(), event.startMicros() + event.durationMicros());
        return new OpenEstimate(
                event,
                object,
                object == null || workspace.isEmpty()
                        ? Optional.empty()
                        : replay.estimate(
                                kind,
                                workspace.get(),
                                object,
                                event.type(),
                                event.id(),
                                active,
                                new Compute.Serverless()));
    }

    private static String object(EstimationKind kind, ExecutionEvent event) {
        return switch (kind) {
            case JOB -> event.details().get("job_id");
            case PIPELINE -> event.details().get("pipeline_id");
            case WAREHOUSE ->
                event.place().resourceType() == ResourceType.WAREHOUSE
                        ? event.place().resourceId()
                        : null;
        };
    }
}
