package dev.costinsights.host.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the process to be asked to stop, and lets it end only when what was open is closed, or 20 seconds later. */
final class StopSignal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "stop");

    private StopSignal() {}

    static StopSignal ofProcess() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /** Returns when the process is asked to stop. */
    void await() throws InterruptedException {
        asked.await();
    }

    /** Everything is closed. */
    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is what has brought us here.
        }
    }

    private void stop() {
        asked.countDown();
        try {
            boolean isClosed = closed.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            LOG.debug("everything was closed in time: {}", isClosed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
