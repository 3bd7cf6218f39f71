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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a journal's events of executions that have ended, then the ledger's rows, which strike out what is billed, and
 * estimates what remains. One thread.
 */
public final class OpenEstimates implements Consumer<ExecutionEvent>, LedgerSink {

    private static final Map<ExecutionType, EstimationKind> KINDS = Map.of(
            ExecutionType.STATEMENT, EstimationKind.WAREHOUSE,
            ExecutionType.JOB_RUN, EstimationKind.JOB,
            ExecutionType.PIPELINE_UPDATE, EstimationKind.PIPELINE);

    private static final Pattern MICROS = Pattern.compile("[0-9]{1,17}");
    private static final Pattern NODES = Pattern.compile("([^=,]+)=([0-9]{1,6})(?:,|$)");

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
        Map<String, List<TimeSpan>> spans = new HashMap<>();
        for (ExecutionEvent event : ended.values()) {
            if (event.type() == ExecutionType.STATEMENT && event.place().resourceId() != null) {
                spans.computeIfAbsent(event.place().resourceId(), warehouse -> new ArrayList<>())
                        .add(active(event));
            }
        }
        Map<String, Concurrency> concurrency = new HashMap<>();
        spans.forEach((warehouse, active) -> concurrency.put(warehouse, new Concurrency(active)));
        return ended.values().stream()
                .map(event -> estimate(works, replay, event, concurrency))
                .toList();
    }

    private static OpenEstimate estimate(
            BilledWorks works, Replay replay, ExecutionEvent event, Map<String, Concurrency> concurrency) {
        EstimationKind kind = KINDS.get(event.type());
        String object = object(kind, event);
        Optional<String> workspace = Optional.ofNullable(event.place().workspaceId())
                .or(() -> object == null ? Optional.empty() : works.workspaceOf(kind, object));
        if (object == null || workspace.isEmpty()) {
            return new OpenEstimate(event, object, Optional.empty());
        }
        Compute compute =
                switch (kind) {
                    case WAREHOUSE -> {
                        KnownCompute computes = works.computes();
                        long start = event.startMicros();
                        yield replay.knows(kind, workspace.get(), object)
                                ? computes.sharedWarehouse(workspace.get(), object, start)
                                : computes.warehouse(
                                        workspace.get(),
                                        object,
                                        start,
                                        concurrency.get(object).during(active(event)));
                    }
                    case JOB -> nodes(event.details().getOrDefault("nodes", ""));
                    case PIPELINE -> new Compute.Serverless();
                };
        return new OpenEstimate(
                event,
                object,
                replay.estimate(kind, workspace.get(), object, event.type(), event.id(), active(event), compute));
    }

    /** From when it had compute, where its end said how long it had waited for that. */
    private static TimeSpan active(ExecutionEvent event) {
        Matcher waited = MICROS.matcher(event.details().getOrDefault("setup_micros", "0"));
        long wait = waited.matches() ? Math.min(Long.parseLong(waited.group()), event.durationMicros()) : 0;
        return new TimeSpan(event.startMicros() + wait, event.startMicros() + event.durationMicros());
    }

    /** As plugins write them: {@code m5.large=1,i3.xlarge=2}. */
    private static Compute nodes(String text) {
        Map<String, Integer> nodes = new TreeMap<>();
        Matcher matcher = NODES.matcher(text);
        while (matcher.find()) {
            nodes.put(matcher.group(1), Integer.valueOf(matcher.group(2)));
        }
        return nodes.isEmpty() ? new Compute.Serverless() : new Compute.Nodes(nodes, Map.of());
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
