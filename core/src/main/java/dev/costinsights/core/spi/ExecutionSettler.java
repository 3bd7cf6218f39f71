package dev.costinsights.core.spi;

import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionRecorder;
import java.util.List;

/**
 * Asks Databricks how executions ended of which nobody saw the end: the process died, or nobody waited. Registered by the
 * plugin that recorded their launch.
 */
public interface ExecutionSettler {

    /** The executions that it knows how to ask for. */
    ExecutionType type();

    /**
     * Asks for each, and records an {@code ENDED} event for those that have ended; the others stay open and come again.
     * Called on the thread that settles, a host's own or that of whoever calls {@code settleOpenExecutions}, and never on one that
     * launches executions; may do I/O.
     *
     * @param open launches without an end, at most a few hundred, the oldest first
     * @throws CostInsightsException with its code, when nothing of them can be asked for; the text is for people
     * @throws InterruptedException within two seconds of an interrupt
     */
    void settle(List<ExecutionEvent> open, ExecutionRecorder recorder) throws InterruptedException;
}
