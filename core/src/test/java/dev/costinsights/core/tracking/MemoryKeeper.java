package dev.costinsights.core.tracking;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Keeps batches in memory, if it is let. */
class MemoryKeeper implements ExecutionKeeper {

    private final List<EventBatch> batches = Collections.synchronizedList(new ArrayList<>());
    private final AtomicBoolean closed = new AtomicBoolean();

    @Override
    public void keep(EventBatch batch) throws Exception {
        batches.add(batch);
    }

    @Override
    public void close() {
        closed.set(true);
    }

    List<EventBatch> batches() {
        return batches;
    }

    boolean isClosed() {
        return closed.get();
    }

    List<String> ids() {
        return batches.stream()
                .flatMap(batch -> batch.events().stream())
                .map(ExecutionEvent::id)
                .toList();
    }
}
