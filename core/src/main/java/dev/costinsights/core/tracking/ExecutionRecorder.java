package dev.costinsights.core.tracking;

/**
 * Where wrapped clients report what they launched. Implemented by the engine only; may grow.
 *
 * <p>Called on the caller's thread: no method blocks, waits for a lock, does I/O or throws, whatever state the recorder is
 * in. Safe for use by several threads.
 */
public interface ExecutionRecorder {

    /** Keeps nothing. */
    ExecutionRecorder NONE = new ExecutionRecorder() {
        @Override
        public void record(ExecutionEvent event) {}

        @Override
        public void undone(String reason, Throwable cause) {}
    };

    /** Takes an event, or counts it as dropped. */
    void record(ExecutionEvent event);

    /**
     * Counts something that a wrapper left undone so as not to disturb its caller: a tag that did not fit, an id that could
     * not be read. Each reason is explained once in the log.
     *
     * @param reason a short constant text, e.g. {@code sql: more than 20 query tags}
     * @param cause may be null
     */
    void undone(String reason, Throwable cause);
}
