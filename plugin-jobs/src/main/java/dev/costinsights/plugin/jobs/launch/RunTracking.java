package dev.costinsights.plugin.jobs.launch;

import com.databricks.sdk.service.jobs.CreateResponse;
import com.databricks.sdk.service.jobs.ListRunsResponse;
import com.databricks.sdk.service.jobs.RepairRun;
import com.databricks.sdk.service.jobs.RepairRunResponse;
import com.databricks.sdk.service.jobs.ResetJob;
import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunNow;
import com.databricks.sdk.service.jobs.RunNowResponse;
import com.databricks.sdk.service.jobs.SubmitRun;
import com.databricks.sdk.service.jobs.SubmitRunResponse;
import com.databricks.sdk.service.jobs.UpdateJob;
import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.AttributionScope;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionOutcome;
import dev.costinsights.core.tracking.ExecutionPhase;
import dev.costinsights.core.tracking.ExecutionPlace;
import dev.costinsights.core.tracking.ExecutionRecorder;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** What happens around the calls of one client. No method throws. Any thread. */
final class RunTracking {

    private final AttributionScope scope;
    private final ExecutionRecorder recorder;
    private final Clock clock;
    private final Channels channels;
    /** Whether events go anywhere, asked once. */
    private final boolean records;

    private final ExecutionPlace place;
    private final OpenRuns open = new OpenRuns();

    RunTracking(
            AttributionScope scope, ExecutionRecorder recorder, Clock clock, Channels channels, ExecutionPlace place) {
        this.scope = scope;
        this.recorder = recorder;
        this.clock = clock;
        this.channels = channels;
        this.records = channels.recording() && recorder.wantsEvents();
        this.place = place;
    }

    boolean isOf(AttributionScope engine) {
        return scope == engine;
    }

    /** The call with the context in its request; null when the call is none of ours or there is no context. */
    Launch begin(Object request) {
        try {
            if (!TaggedRequests.areOf(request)) {
                return null;
            }
            AttributionContext context = scope.context();
            if (context.isEmpty()) {
                return null;
            }
            Instant now = clock.instant();
            long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
            return new Launch(tagged(request, context), context, micros, System.nanoTime());
        } catch (Throwable e) {
            undone("a call could not be prepared", e);
            return null;
        }
    }

    private Object tagged(Object request, AttributionContext context) {
        try {
            return new TaggedRequests(channels, context, scope.dialect(), reason -> undone(reason, null)).of(request);
        } catch (Throwable e) {
            undone("a request could not be tagged", e);
            return request;
        }
    }

    void answered(Launch launch, Object request, Object answer) {
        try {
            if (launch != null && records) {
                launched(launch, request, answer);
            } else if (answer instanceof Run run) {
                RunEnd.of(run).ifPresent(this::ended);
            } else if (answer instanceof ListRunsResponse runs && runs.getRuns() != null) {
                runs.getRuns().forEach(run -> RunEnd.of(run).ifPresent(this::ended));
            }
        } catch (Throwable e) {
            undone("a run could not be recorded", e);
        }
    }

    private void launched(Launch launch, Object request, Object answer) {
        if (answer instanceof SubmitRunResponse submitted) {
            launched(launch, submitted.getRunId(), Map.of());
        } else if (answer instanceof RunNowResponse started && request instanceof RunNow run) {
            launched(launch, started.getRunId(), details("job_id", run.getJobId()));
        } else if (answer instanceof RepairRunResponse repaired && request instanceof RepairRun run) {
            launched(launch, run.getRunId(), details("repair_id", repaired.getRepairId()));
        } else if (answer instanceof CreateResponse created) {
            changed(launch, created.getJobId());
        } else if (request instanceof ResetJob reset) {
            changed(launch, reset.getJobId());
        } else if (request instanceof UpdateJob update) {
            changed(launch, update.getJobId());
        }
    }

    private void launched(Launch launch, Long runId, Map<String, String> details) {
        if (runId == null) {
            undone("a run without an id", null);
            return;
        }
        open.add(runId, launch);
        record(ExecutionType.JOB_RUN, runId, ExecutionPhase.LAUNCHED, ExecutionOutcome.UNKNOWN, launch, -1, details);
    }

    /** A job that was made or changed costs nothing by that. */
    private void changed(Launch launch, Long jobId) {
        if (jobId != null) {
            record(
                    ExecutionType.JOB,
                    jobId,
                    ExecutionPhase.ENDED,
                    ExecutionOutcome.SUCCEEDED,
                    launch,
                    launch.elapsedMicros(),
                    Map.of());
        }
    }

    /** The caller's own polling ends the record. */
    private void ended(RunEnd end) {
        Launch launch = open.remove(end.runId());
        if (launch != null) {
            record(
                    ExecutionType.JOB_RUN,
                    end.runId(),
                    ExecutionPhase.ENDED,
                    end.outcome(),
                    launch,
                    end.durationMicros() >= 0 ? end.durationMicros() : launch.elapsedMicros(),
                    end.details());
        }
    }

    void failed(Launch launch, Object request) {
        try {
            boolean isRun = request instanceof SubmitRun || request instanceof RunNow || request instanceof RepairRun;
            if (launch != null && records) {
                record(
                        isRun ? ExecutionType.JOB_RUN : ExecutionType.JOB,
                        null,
                        ExecutionPhase.ENDED,
                        ExecutionOutcome.FAILED,
                        launch,
                        launch.elapsedMicros(),
                        details("job_id", jobOf(request)));
            }
        } catch (Throwable e) {
            undone("a failed call could not be recorded", e);
        }
    }

    private static Long jobOf(Object request) {
        if (request instanceof RunNow run) {
            return run.getJobId();
        }
        if (request instanceof ResetJob reset) {
            return reset.getJobId();
        }
        return request instanceof UpdateJob update ? update.getJobId() : null;
    }

    private static Map<String, String> details(String key, Long value) {
        return value == null ? Map.of() : Map.of(key, value.toString());
    }

    private void record(
            ExecutionType type,
            Long id,
            ExecutionPhase phase,
            ExecutionOutcome outcome,
            Launch launch,
            long durationMicros,
            Map<String, String> details) {
        recorder.record(new ExecutionEvent(
                type,
                id == null ? null : id.toString(),
                phase,
                outcome,
                launch.startMicros(),
                durationMicros,
                launch.context(),
                place,
                details));
    }

    private void undone(String reason, Throwable cause) {
        try {
            recorder.undone("jobs: " + reason, cause);
        } catch (Throwable e) {
            // There is nowhere left to tell.
            return;
        }
    }
}
