package dev.costinsights.host.estimate;

import dev.costinsights.core.attribution.LedgerSink;
import dev.costinsights.core.estimation.Compute;
import dev.costinsights.core.estimation.EstimationKind;
import dev.costinsights.core.estimation.Replay;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.model.ResourceType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionPhase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes a journal's events of executions that have ended, then the ledger's rows, which strike out what is billed, and
 * estimates what remains. One thread.
 */
public final class OpenEstimates implements Consumer<ExecutionEvent>, LedgerSink {

    private static final Map<ExecutionType, EstimationKind> KINDS = Map.of(
            ExecutionType.STATEMENT, EstimationKind.WAREHOUSE,
            ExecutionType.JOB_RUN, EstimationKind.JOB,
            ExecutionType.PIPELINE_UPDATE, EstimationKind.PIPELINE);

    private final TimeSpan window;
    private final Map<Key, ExecutionEvent> ended = new LinkedHashMap<>();

    private record Key(ExecutionType type, String id) {}

    public OpenEstimates(TimeSpan window) {
        this.window = window;
    }

    @Override
    public void accept(ExecutionEvent event) {
        boolean known = event.id() != null
                && event.phase() == ExecutionPhase.ENDED
                && event.durationMicros() >= 0
                && KINDS.containsKey(event.type());
        if (known && window.contains(event.startMicros())) {
            ended.put(new Key(event.type(), event.id()), event);
        }
    }

    @Override
    public void row(LedgerRow row) {
        if (row.executionType() == ExecutionType.JOB_TASK_RUN) {
            strike(row, ExecutionType.JOB_RUN, row.context().jobRunId());
        } else if (row.executionType() != null) {
            strike(row, row.executionType(), row.executionId());
        }
    }

    private void strike(LedgerRow row, ExecutionType type, String id) {
        Key key = new Key(type, id);
        ExecutionEvent event = ended.get(key);
        String recorded = event == null ? null : event.place().workspaceId();
        if (recorded == null || recorded.equals(row.charge().origin().workspaceId())) {
            ended.remove(key);
        }
    }

    /** In the order in which they were recorded. */
    public List<OpenEstimate> estimate(BilledWorks works, Replay replay) {
        return ended.values().stream()
                .map(event -> estimate(works, replay, event))
                .toList();
    }

    private static OpenEstimate estimate(BilledWorks works, Replay replay, ExecutionEvent event) {
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
