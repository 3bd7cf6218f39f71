package dev.costinsights.core.tracking;

/**
 * Where a recorder's events go: a journal, a host, or both. Called by the recorder's one thread only; may do I/O and may
 * block, which holds up nobody else.
 */
public interface ExecutionKeeper {

    /**
     * Keeps a batch, all of it or nothing. Returns when it is safe, by the keeper's own idea of that. The same batch comes
     * again when this throws, even if part of it, or all, was kept before.
     */
    void keep(EventBatch batch) throws Exception;

    /** Called now and then while there is nothing to keep, for work that was put off. */
    default void idle() throws Exception {}

    /** Called once, when the recorder has ended. */
    void close() throws Exception;
}
