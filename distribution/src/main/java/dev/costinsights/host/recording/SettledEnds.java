package dev.costinsights.host.recording;

import dev.costinsights.core.tracking.EventBatch;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionKeeper;
import dev.costinsights.core.tracking.ExecutionRecorder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Takes what settlers find out, and keeps it when they are done. Any thread, but one {@link #keep} at a time.
 */
public final class SettledEnds implements ExecutionRecorder {

    private final ExecutionKeeper keeper;
    private final Clock clock;
    private final BiConsumer<String, Throwable> undone;
    private final List<ExecutionEvent> found = new ArrayList<>();

    /**
     * @param keeper that the host's other recordings go to; must bear calls of several threads
     * @param undone hears why something could not be settled, and of a cause or null
     */
    public SettledEnds(ExecutionKeeper keeper, Clock clock, BiConsumer<String, Throwable> undone) {
        this.keeper = keeper;
        this.clock = clock;
        this.undone = undone;
    }

    @Override
    public synchronized void record(ExecutionEvent event) {
        found.add(event);
    }

    @Override
    public void undone(String reason, Throwable cause) {
        undone.accept(reason, cause);
    }

    /**
     * Keeps what was found since the last time, and forgets it; what cannot be kept is still open and will be found again.
     *
     * @return how many
     */
    public int keep() throws Exception {
        List<ExecutionEvent> events = take();
        if (!events.isEmpty()) {
            keeper.keep(new EventBatch(0, 0, clock.millis() * 1000, events));
        }
        return events.size();
    }

    private synchronized List<ExecutionEvent> take() {
        List<ExecutionEvent> events = List.copyOf(found);
        found.clear();
        return events;
    }
}
