package dev.costinsights.core;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.util.concurrent.locks.ReentrantLock;

/** Lets threads do one kind of work one after another, and nobody any more once it is closed. */
final class Turns {

    private final ReentrantLock lock = new ReentrantLock(true);
    private volatile boolean closed;

    /**
     * Waits for one's turn, which {@link #leave} ends.
     *
     * @throws CostInsightsException when it is closed, or is closed while one waits
     */
    void enter() throws InterruptedException {
        lock.lockInterruptibly();
        if (closed) {
            lock.unlock();
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION, "this engine is closed, and its plugins with it; build another one");
        }
    }

    void leave() {
        lock.unlock();
    }

    /** Lets nobody enter any more, and waits for the one whose turn it is, unless that is the calling thread. */
    void close() {
        closed = true;
        lock.lock();
        try {
            // Whose turn it was has left.
            return;
        } finally {
            lock.unlock();
        }
    }
}
