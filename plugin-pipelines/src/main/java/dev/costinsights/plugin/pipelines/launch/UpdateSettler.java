package dev.costinsights.plugin.pipelines.launch;

import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.service.pipelines.GetUpdateRequest;
import com.databricks.sdk.service.pipelines.ListPipelineEventsRequest;
import com.databricks.sdk.service.pipelines.ListPipelineEventsResponse;
import com.databricks.sdk.service.pipelines.PipelineEvent;
import com.databricks.sdk.service.pipelines.PipelinesService;
import com.databricks.sdk.service.pipelines.UpdateInfo;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.spi.ExecutionSettler;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionOutcome;
import dev.costinsights.core.tracking.ExecutionPhase;
import dev.costinsights.core.tracking.ExecutionRecorder;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Asks for the ends of updates whose callers did not wait for them: through a client that was wrapped in this process,
 * else through the plugin's own, if that belongs to the host. A host that fails three times in a row is left alone until the
 * next time; the SDK has by then tried each call four times.
 */
final class UpdateSettler implements ExecutionSettler {

    private static final int PATIENCE = 3;
    private static final String NO_CLIENT =
            "pipelines: updates stay open because no client belongs to their workspace; set DATABRICKS_HOST and"
                    + " DATABRICKS_TOKEN, or pipelines.updates_host and pipelines.updates_profile, where they are settled";

    /** Pages of events that are looked through for when an update ended; after that, now will do. */
    private static final int MOST_PAGES = 20;

    private final Services wrapped;
    private final OwnClient own;
    private final Clock clock;

    UpdateSettler(Services wrapped, OwnClient own, Clock clock) {
        this.wrapped = wrapped;
        this.own = own;
        this.clock = clock;
    }

    @Override
    public ExecutionType type() {
        return ExecutionType.PIPELINE_UPDATE;
    }

    @Override
    public void settle(List<ExecutionEvent> open, ExecutionRecorder recorder) throws InterruptedException {
        Map<String, Integer> failures = new HashMap<>();
        Map<String, Optional<PipelinesService>> services = new HashMap<>();
        for (ExecutionEvent launch : open) {
            String host = launch.place().host();
            String pipelineId = launch.details().get("pipeline_id");
            if (host == null
                    || launch.id() == null
                    || pipelineId == null
                    || failures.getOrDefault(host, 0) >= PATIENCE) {
                continue;
            }
            if (!services.containsKey(host)) {
                services.put(host, service(host, recorder));
            }
            if (services.get(host).isEmpty()) {
                continue;
            }
            PipelinesService service = services.get(host).get();
            try {
                answer(() -> end(service, pipelineId, launch)).ifPresent(end -> recorder.record(ended(launch, end)));
                failures.remove(host);
            } catch (ExecutionException e) {
                failures.merge(host, 1, Integer::sum);
                recorder.undone("pipelines: an update could not be asked for its end", e.getCause());
            }
        }
    }

    /** Empty when there is none for the host; why is explained once. */
    private Optional<PipelinesService> service(String host, ExecutionRecorder recorder) throws InterruptedException {
        PipelinesService known = wrapped.of(host);
        if (known != null) {
            return Optional.of(known);
        }
        Throwable cause = null;
        try {
            Optional<PipelinesService> ours =
                    answer(() -> own.of(host).map(client -> client.pipelines().impl()));
            if (ours.isPresent()) {
                return ours;
            }
        } catch (ExecutionException e) {
            cause = e.getCause();
        }
        recorder.undone(NO_CLIENT, cause);
        return Optional.empty();
    }

    /** The SDK does not heed interrupts while it reads; whoever waits for it here does. */
    private static <T> T answer(Supplier<T> call) throws ExecutionException, InterruptedException {
        CompletableFuture<T> answer = CompletableFuture.supplyAsync(call);
        try {
            return answer.get();
        } finally {
            answer.cancel(true);
        }
    }

    private static Optional<UpdateEnd> end(PipelinesService service, String pipelineId, ExecutionEvent launch) {
        UpdateInfo update;
        try {
            update = service.getUpdate(
                            new GetUpdateRequest().setPipelineId(pipelineId).setUpdateId(launch.id()))
                    .getUpdate();
        } catch (NotFound e) {
            // Forgotten, or its pipeline is gone; nobody will ever know more of this one.
            return Optional.of(new UpdateEnd(launch.id(), ExecutionOutcome.UNKNOWN, -1));
        }
        Optional<UpdateEnd> end = update == null ? Optional.empty() : UpdateEnd.of(launch.id(), update.getState());
        return end.isEmpty() ? end : Optional.of(timed(service, pipelineId, launch, end.get()));
    }

    /** The end with the time that the pipeline's events have for it, the newest event first. */
    private static UpdateEnd timed(PipelinesService service, String pipelineId, ExecutionEvent launch, UpdateEnd end) {
        Instant start = Instant.ofEpochSecond(launch.startMicros() / 1_000_000);
        String token = null;
        for (int i = 0; i < MOST_PAGES; i++) {
            ListPipelineEventsRequest request =
                    new ListPipelineEventsRequest().setPipelineId(pipelineId).setMaxResults(100L);
            ListPipelineEventsResponse page = service.listPipelineEvents(
                    token == null
                            ? request.setFilter("timestamp >= '" + start + "'").setOrderBy(List.of("timestamp desc"))
                            : request.setPageToken(token));
            if (page.getEvents() != null) {
                for (PipelineEvent event : page.getEvents()) {
                    Optional<UpdateEnd> found = UpdateEnd.of(event);
                    if (found.isPresent() && found.get().updateId().equals(end.updateId())) {
                        return found.get();
                    }
                }
            }
            token = page.getNextPageToken();
            if (token == null || token.isEmpty()) {
                break;
            }
        }
        return end;
    }

    private ExecutionEvent ended(ExecutionEvent launch, UpdateEnd end) {
        Instant now = clock.instant();
        long endMicros =
                end.endMicros() >= 0 ? end.endMicros() : now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
        return new ExecutionEvent(
                launch.type(),
                launch.id(),
                ExecutionPhase.ENDED,
                end.outcome(),
                launch.startMicros(),
                end.outcome() == ExecutionOutcome.UNKNOWN ? -1 : Math.max(0, endMicros - launch.startMicros()),
                launch.context(),
                launch.place(),
                launch.details());
    }
}
