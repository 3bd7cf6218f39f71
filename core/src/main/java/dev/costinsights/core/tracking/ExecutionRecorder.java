package dev.costinsights.core.tracking;

/**
 * Where wrapped clients report what they launched. The engine brings its own; whoever builds an engine may give it another,
 * and a plugin's test one of its own. New methods come with a default only.
 *
 * <p>Called on the caller's thread: no method blocks, waits for a lock, does I/O or throws, whatever state the recorder is
 * in. Safe for use by several threads.
 */
public interface ExecutionRecorder {

    /** Keeps nothing and counts nothing. */
    ExecutionRecorder NONE = new ExecutionRecorder() {
        @Override
        public boolean wantsEvents() {
            return false;
        }

        @Override
        public void record(ExecutionEvent event) {}

        @Override
        public void undone(String reason, Throwable cause) {}
    };

    /**
     * False when events go nowhere, so that a wrapper need not make them; what it left undone it reports all the same. The
     * answer never changes.
     */
    default boolean wantsEvents() {
        return true;
    }

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
