package dev.costinsights.core.tracking;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes events off the callers' threads and hands them over, in batches, from one daemon thread of its own.
 *
 * <p>What waits is bounded in bytes. When there is no room an event is dropped, counted, and reported as a gap to the
 * keeper and, at most once a minute, in the log. An event over 256 KiB is recorded without its assets, labels and details. A
 * keeper that fails is asked again with the same batch, slower each time, while new events wait; one that hangs holds up
 * nobody but the recorder's thread.
 */
public final class BoundedRecorder implements ExecutionRecorder, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BoundedRecorder.class);

    /** How much may wait when nothing else is said: with what the keepers hold, below 8 MiB. */
    public static final long DEFAULT_BYTES = 4L << 20;

    /** Longer than any program runs, and short enough to count in nanoseconds. */
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private final UndoneReasons undone = new UndoneReasons();
    private final WaitingEvents waiting;
    private final RecorderLoop loop;
    private final Object starting = new Object();

    private volatile Thread thread;
    private volatile boolean closing;

    /** With {@link #DEFAULT_BYTES}. */
    public BoundedRecorder(ExecutionKeeper keeper, Clock clock) {
        this(keeper, clock, DEFAULT_BYTES);
    }

    /** @param bytes how much may wait, roughly as it stands in memory */
    public BoundedRecorder(ExecutionKeeper keeper, Clock clock, long bytes) {
        this.waiting = new WaitingEvents(bytes, undone);
        this.loop = new RecorderLoop(
                Objects.requireNonNull(keeper, "keeper"), Objects.requireNonNull(clock, "clock"), waiting, undone);
        start();
    }

    @Override
    public void record(ExecutionEvent event) {
        waiting.put(event);
    }

    @Override
    public void undone(String reason, Throwable cause) {
        undone.count(reason, cause);
    }

    /** Starts the thread again if it has died; else does nothing. */
    public void start() {
        synchronized (starting) {
            if (!closing && (thread == null || !thread.isAlive())) {
                Thread started = new Thread(loop, "cost-insights-recorder");
                started.setDaemon(true);
                thread = started;
                started.start();
            }
        }
    }

    /** Whether a thread is the one that this recorder hands over on. */
    boolean isItsThread(Thread other) {
        return other == thread;
    }

    /** How it is doing. May be asked at any time from any thread. */
    public RecorderStats stats() {
        Thread current = thread;
        return new RecorderStats(
                waiting.accepted(),
                loop.kept(),
                waiting.dropped(),
                waiting.bytes(),
                waiting.limit(),
                loop.retries(),
                current != null && current.isAlive(),
                loop.failure(),
                undone.counts());
    }

    /**
     * Waits until everything that was accepted before the call is kept.
     *
     * @return false when that takes longer
     */
    public boolean flush(Duration longest) throws InterruptedException {
        long wanted = waiting.accepted();
        long deadline = System.nanoTime() + atMost(longest).toNanos();
        while (loop.kept() < wanted) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            Thread current = thread;
            LockSupport.unpark(current);
            Thread.sleep(1);
        }
        return true;
    }

    /** Takes nothing more, keeps what waits if that is possible within five seconds, and closes the keeper. */
    @Override
    public void close() {
        close(Duration.ofSeconds(5));
    }

    /** {@link #close()}, with another limit of time. */
    public void close(Duration longest) {
        Thread current;
        synchronized (starting) {
            closing = true;
            current = thread;
        }
        waiting.close();
        loop.close();
        try {
            LockSupport.unpark(current);
            current.join(Math.max(1, atMost(longest).toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (current.isAlive()) {
            LOG.warn("the recorder did not get rid of what waits in {}; {} bytes are lost", longest, waiting.bytes());
            current.interrupt();
        }
    }

    private static Duration atMost(Duration longest) {
        return longest.compareTo(FOR_EVER) < 0 ? longest : FOR_EVER;
    }
}
