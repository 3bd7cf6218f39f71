package dev.costinsights.plugin.sql.tracking;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.AttributionScope;
import dev.costinsights.core.context.TagDialect;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionOutcome;
import dev.costinsights.core.tracking.ExecutionPhase;
import dev.costinsights.core.tracking.ExecutionPlace;
import dev.costinsights.core.tracking.ExecutionRecorder;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * What the wrappers of one carrier share. {@link #ended}, {@link #launched} and {@link #undone} never throw, whatever
 * the recorder does; the rest is called where the wrapper catches everything.
 */
public final class Tracking {

    private final AttributionScope scope;
    private final ExecutionRecorder recorder;
    private final Clock clock;
    private final Channels channels;
    private final boolean records;

    public Tracking(AttributionScope scope, ExecutionRecorder recorder, Clock clock, Channels channels) {
        this.scope = Objects.requireNonNull(scope, "scope");
        this.recorder = Objects.requireNonNull(recorder, "recorder");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.channels = Objects.requireNonNull(channels, "channels");
        this.records = channels.recording() && recorder.wantsEvents();
    }

    /** Whether the wrappers belong to the engine that has this scope. */
    public boolean isOf(AttributionScope engine) {
        return scope == engine;
    }

    /** Whether the wrappers of both belong to one engine. */
    public boolean isOfSameEngine(Tracking other) {
        return scope == other.scope;
    }

    public Channels channels() {
        return channels;
    }

    /** False when events would go nowhere, so that none need be made. */
    public boolean records() {
        return records;
    }

    public AttributionContext context() {
        return scope.context();
    }

    public TagDialect dialect() {
        return scope.dialect();
    }

    /** An execution that starts now. */
    public Execution start(AttributionContext context) {
        Instant now = clock.instant();
        return new Execution(context, now.getEpochSecond() * 1_000_000 + now.getNano() / 1000, System.nanoTime());
    }

    /** Reports an execution that costs nothing more. */
    public void ended(Execution execution, ExecutionPlace place, String id, ExecutionOutcome outcome) {
        report(execution, place, id, ExecutionPhase.ENDED, outcome, execution.elapsedMicros());
    }

    /** Reports an execution that runs on, or of which nobody will see the end. */
    public void launched(Execution execution, ExecutionPlace place, String id) {
        report(execution, place, id, ExecutionPhase.LAUNCHED, ExecutionOutcome.UNKNOWN, -1);
    }

    /** Counts what was left undone so as not to disturb the caller. */
    public void undone(String reason, Throwable cause) {
        try {
            recorder.undone(reason, cause);
        } catch (Throwable e) {
            // There is nowhere left to tell.
        }
    }

    private void report(
            Execution execution,
            ExecutionPlace place,
            String id,
            ExecutionPhase phase,
            ExecutionOutcome outcome,
            long durationMicros) {
        try {
            recorder.record(new ExecutionEvent(
                    ExecutionType.STATEMENT,
                    id,
                    phase,
                    outcome,
                    execution.startMicros(),
                    durationMicros,
                    execution.context(),
                    place,
                    Map.of()));
        } catch (Throwable e) {
            undone("sql: the recorder failed", e);
        }
    }
}
