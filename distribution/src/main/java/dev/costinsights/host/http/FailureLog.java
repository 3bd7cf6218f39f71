package dev.costinsights.host.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/**
 * Tells the log what keeps failing: callers try again, and a disk that is full must not be filled further. One line a minute
 * with the root cause and how often it happened since the last one; each trace at debug. Any thread.
 */
final class FailureLog {

    private static final long PAUSE = Duration.ofMinutes(1).toNanos();

    private final Logger log;
    private final AtomicLong untold = new AtomicLong();
    private final AtomicLong next = new AtomicLong(System.nanoTime());

    FailureLog(Logger log) {
        this.log = log;
    }

    void failed(String what, Throwable thrown) {
        log.debug("{}", what, thrown);
        untold.incrementAndGet();
        long due = next.get();
        long now = System.nanoTime();
        if (now - due >= 0 && next.compareAndSet(due, now + PAUSE)) {
            long times = untold.getAndSet(0);
            log.warn(
                    "{}{}: {}",
                    what,
                    times > 1 ? " (" + times + " times)" : "",
                    root(thrown).toString());
        }
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        for (int depth = 0; root.getCause() != null && depth < 20; depth++) {
            root = root.getCause();
        }
        return root;
    }
}
