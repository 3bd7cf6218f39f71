package dev.costinsights.plugin.sql;

import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionRecorder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A recorder that keeps everything. */
public final class Kept implements ExecutionRecorder {

    public final List<ExecutionEvent> events = new CopyOnWriteArrayList<>();
    public final List<String> undone = new CopyOnWriteArrayList<>();

    @Override
    public void record(ExecutionEvent event) {
        events.add(event);
    }

    @Override
    public void undone(String reason, Throwable cause) {
        undone.add(reason);
    }

    /** The only event. */
    public ExecutionEvent event() {
        if (events.size() != 1) {
            throw new AssertionError("one event expected: " + events);
        }
        return events.get(0);
    }
}
