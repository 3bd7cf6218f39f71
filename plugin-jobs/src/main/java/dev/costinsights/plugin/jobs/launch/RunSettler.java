package dev.costinsights.plugin.jobs.launch;

import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.service.jobs.GetRunRequest;
import com.databricks.sdk.service.jobs.JobsService;
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
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Asks for the ends of runs whose callers did not wait for them: through a client that was wrapped in this process, else
 * through the plugin's own, if that belongs to the host. A host that fails three times in a row is left alone until the next
 * time; the SDK has by then tried each call four times.
 */
final class RunSettler implements ExecutionSettler {

    private static final int PATIENCE = 3;
    private static final String NO_CLIENT =
            "jobs: runs stay open because no client belongs to their workspace; set DATABRICKS_HOST and"
                    + " DATABRICKS_TOKEN, or jobs.runs_host and jobs.runs_profile, where they are settled";

    private final Services wrapped;
    private final OwnClient own;
    private final Clock clock;

    RunSettler(Services wrapped, OwnClient own, Clock clock) {
        this.wrapped = wrapped;
        this.own = own;
        this.clock = clock;
    }

    @Override
    public ExecutionType type() {
        return ExecutionType.JOB_RUN;
    }

    @Override
    public void settle(List<ExecutionEvent> open, ExecutionRecorder recorder) throws InterruptedException {
        Map<String, Integer> failures = new HashMap<>();
        Map<String, Optional<JobsService>> services = new HashMap<>();
        for (ExecutionEvent launch : open) {
            String host = launch.place().host();
            if (host == null || launch.id() == null || failures.getOrDefault(host, 0) >= PATIENCE) {
                continue;
            }
            if (!services.containsKey(host)) {
                services.put(host, service(host, recorder));
            }
            if (services.get(host).isEmpty()) {
                continue;
            }
            try {
                end(services.get(host).get(), launch).ifPresent(recorder::record);
                failures.remove(host);
            } catch (ExecutionException | NumberFormatException e) {
                failures.merge(host, 1, Integer::sum);
                recorder.undone("jobs: a run could not be asked for its end", e);
            }
        }
    }

    /** Empty when there is none for the host; why is explained once. */
    private Optional<JobsService> service(String host, ExecutionRecorder recorder) throws InterruptedException {
        JobsService known = wrapped.of(host);
        if (known != null) {
            return Optional.of(known);
        }
        Throwable cause = null;
        try {
            Optional<JobsService> ours =
                    answer(() -> own.of(host).map(client -> client.jobs().impl()));
            if (ours.isPresent()) {
                return ours;
            }
        } catch (ExecutionException e) {
            cause = e.getCause();
        }
        recorder.undone(NO_CLIENT, cause);
        return Optional.empty();
    }

    private Optional<ExecutionEvent> end(JobsService service, ExecutionEvent launch)
            throws ExecutionException, InterruptedException {
        GetRunRequest request = new GetRunRequest().setRunId(Long.parseLong(launch.id()));
        try {
            return answer(() -> RunEnd.of(service.getRun(request)))
                    .map(end -> ended(launch, end.outcome(), end.durationMicros(), end.details()));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NotFound) {
                // Runs are forgotten after 60 days; nobody will ever know more of this one.
                return Optional.of(ended(launch, ExecutionOutcome.UNKNOWN, -1, Map.of()));
            }
            throw e;
        }
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

    private ExecutionEvent ended(
            ExecutionEvent launch, ExecutionOutcome outcome, long durationMicros, Map<String, String> seen) {
        Instant now = clock.instant();
        long elapsed = now.getEpochSecond() * 1_000_000 + now.getNano() / 1000 - launch.startMicros();
        Map<String, String> details = new TreeMap<>(launch.details());
        details.putAll(seen);
        boolean isKnown = durationMicros >= 0 || outcome == ExecutionOutcome.UNKNOWN;
        return new ExecutionEvent(
                launch.type(),
                launch.id(),
                ExecutionPhase.ENDED,
                outcome,
                launch.startMicros(),
                isKnown ? durationMicros : Math.max(0, elapsed),
                launch.context(),
                launch.place(),
                details);
    }
}
