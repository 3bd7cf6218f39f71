package dev.costinsights.plugin.pipelines.launch;

import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionRecorder;
import java.util.ArrayList;
import java.util.List;

/** A recorder that keeps what it is told. */
final class Kept implements ExecutionRecorder {

    final List<ExecutionEvent> events = new ArrayList<>();
    final List<String> undone = new ArrayList<>();

    @Override
    public synchronized void record(ExecutionEvent event) {
        events.add(event);
    }

    @Override
    public synchronized void undone(String reason, Throwable cause) {
        undone.add(reason);
    }
}
