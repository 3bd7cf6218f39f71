package dev.costinsights.plugin.pipelines.launch;

import com.databricks.sdk.service.pipelines.ClonePipelineResponse;
import com.databricks.sdk.service.pipelines.CreatePipelineResponse;
import com.databricks.sdk.service.pipelines.EditPipeline;
import com.databricks.sdk.service.pipelines.GetPipelineResponse;
import com.databricks.sdk.service.pipelines.GetUpdateResponse;
import com.databricks.sdk.service.pipelines.ListPipelineEventsResponse;
import com.databricks.sdk.service.pipelines.ListUpdatesResponse;
import com.databricks.sdk.service.pipelines.StartUpdate;
import com.databricks.sdk.service.pipelines.StartUpdateResponse;
import com.databricks.sdk.service.pipelines.UpdateInfo;
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
final class UpdateTracking {

    private final AttributionScope scope;
    private final ExecutionRecorder recorder;
    private final Clock clock;
    private final Channels channels;
    /** Whether events go anywhere, asked once. */
    private final boolean records;

    private final ExecutionPlace place;
    private final OpenUpdates open = new OpenUpdates();

    UpdateTracking(
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
            } else {
                seen(answer);
            }
        } catch (Throwable e) {
            undone("an update could not be recorded", e);
        }
    }

    private void launched(Launch launch, Object request, Object answer) {
        if (answer instanceof StartUpdateResponse started && request instanceof StartUpdate update) {
            started(launch, started.getUpdateId(), update.getPipelineId());
        } else if (answer instanceof CreatePipelineResponse created) {
            changed(launch, created.getPipelineId());
        } else if (answer instanceof ClonePipelineResponse cloned) {
            changed(launch, cloned.getPipelineId());
        } else if (request instanceof EditPipeline edit) {
            changed(launch, edit.getPipelineId());
        }
    }

    private void started(Launch launch, String updateId, String pipelineId) {
        if (updateId == null) {
            undone("an update without an id", null);
            return;
        }
        open.add(updateId, new OpenUpdates.Open(launch, pipelineId));
        record(
                ExecutionType.PIPELINE_UPDATE,
                updateId,
                ExecutionPhase.LAUNCHED,
                ExecutionOutcome.UNKNOWN,
                launch,
                -1,
                pipelineId);
    }

    /** A pipeline that was made or changed costs nothing by that; one that was only tried has no id. */
    private void changed(Launch launch, String pipelineId) {
        if (pipelineId != null) {
            record(
                    ExecutionType.PIPELINE,
                    pipelineId,
                    ExecutionPhase.ENDED,
                    ExecutionOutcome.SUCCEEDED,
                    launch,
                    launch.elapsedMicros(),
                    null);
        }
    }

    /** Whatever the caller asks for himself may show the end of an update. */
    private void seen(Object answer) {
        if (answer instanceof GetUpdateResponse got && got.getUpdate() != null) {
            seen(got.getUpdate());
        } else if (answer instanceof ListUpdatesResponse updates && updates.getUpdates() != null) {
            updates.getUpdates().forEach(this::seen);
        } else if (answer instanceof ListPipelineEventsResponse events && events.getEvents() != null) {
            events.getEvents().forEach(event -> UpdateEnd.of(event).ifPresent(this::ended));
        } else if (answer instanceof GetPipelineResponse pipeline && pipeline.getLatestUpdates() != null) {
            pipeline.getLatestUpdates().forEach(update -> UpdateEnd.of(update.getUpdateId(), update.getState())
                    .ifPresent(this::ended));
        }
    }

    private void seen(UpdateInfo update) {
        UpdateEnd.of(update.getUpdateId(), update.getState()).ifPresent(this::ended);
    }

    private void ended(UpdateEnd end) {
        OpenUpdates.Open update = open.remove(end.updateId());
        if (update != null) {
            Launch launch = update.launch();
            long timed = end.endMicros() - launch.startMicros();
            record(
                    ExecutionType.PIPELINE_UPDATE,
                    end.updateId(),
                    ExecutionPhase.ENDED,
                    end.outcome(),
                    launch,
                    end.endMicros() >= 0 && timed >= 0 ? timed : launch.elapsedMicros(),
                    update.pipelineId());
        }
    }

    void failed(Launch launch, Object request) {
        try {
            if (launch != null && records) {
                boolean isUpdate = request instanceof StartUpdate;
                record(
                        isUpdate ? ExecutionType.PIPELINE_UPDATE : ExecutionType.PIPELINE,
                        null,
                        ExecutionPhase.ENDED,
                        ExecutionOutcome.FAILED,
                        launch,
                        launch.elapsedMicros(),
                        isUpdate ? ((StartUpdate) request).getPipelineId() : null);
            }
        } catch (Throwable e) {
            undone("a failed call could not be recorded", e);
        }
    }

    private void record(
            ExecutionType type,
            String id,
            ExecutionPhase phase,
            ExecutionOutcome outcome,
            Launch launch,
            long durationMicros,
            String pipelineId) {
        recorder.record(new ExecutionEvent(
                type,
                id,
                phase,
                outcome,
                launch.startMicros(),
                durationMicros,
                launch.context(),
                place,
                pipelineId == null ? Map.of() : Map.of("pipeline_id", pipelineId)));
    }

    private void undone(String reason, Throwable cause) {
        try {
            recorder.undone("pipelines: " + reason, cause);
        } catch (Throwable e) {
            // There is nowhere left to tell.
            return;
        }
    }
}
