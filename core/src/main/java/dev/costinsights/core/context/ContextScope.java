package dev.costinsights.core.context;

/**
 * An open scope: what its context says holds on this thread until it is closed. Made for try-with-resources.
 *
 * <p>Closing twice does nothing. One that is closed out of order, or by another thread, ends without disturbing the scopes
 * around it; that it happened is explained once in the log.
 */
public interface ContextScope extends AutoCloseable {

    @Override
    void close();
}
