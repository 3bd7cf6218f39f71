package dev.costinsights.core.tracking;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes events off the callers' threads and hands them over, in batches, from one daemon thread of its own.
 *
 * <p>What waits is bounded in bytes. When there is no room an event is dropped, counted, and reported as a gap to the
 * keeper and, at most once a minute, in the log. A keeper that fails is asked again with the same batch, slower each time,
 * while new events wait; one that hangs holds up nobody but the recorder's thread.
 */
public final class BoundedRecorder implements ExecutionRecorder, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BoundedRecorder.class);

    /** How much may wait when nothing else is said: with what the keepers hold, below 8 MiB. */
    public static final long DEFAULT_BYTES = 4L << 20;

    private static final int LARGEST_EVENT = 256 << 10;
    private static final int LARGEST_BATCH = 512;
    /** As JSON a batch may be several times as large, and the keepers hold it so. */
    private static final long LARGEST_BATCH_BYTES = 512L << 10;

    private static final long TURN_NANOS = 10_000_000;
    private static final long LONGEST_PAUSE_NANOS = 10_000_000_000L;

    private final ExecutionKeeper keeper;
    private final Clock clock;
    private final long limit;
    private final ConcurrentLinkedQueue<ExecutionEvent> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final LongAdder accepted = new LongAdder();
    private final AtomicLong dropped = new AtomicLong();
    private final UndoneReasons undone = new UndoneReasons();
    private final Object starting = new Object();

    private volatile Thread thread;
    private volatile boolean closing;
    private volatile String failure;
    private final AtomicLong kept = new AtomicLong();
    private final AtomicLong retries = new AtomicLong();
    // Of the recorder's thread only; a thread that dies leaves its batch to the next one.
    private final List<ExecutionEvent> taken = new ArrayList<>();
    private long takenBytes;
    private EventBatch inHand;
    private long sequence;
    private long reportedDrops;
    private long loggedDrops;
    private long lastLogged = Long.MIN_VALUE;

    /** With {@link #DEFAULT_BYTES}. */
    public BoundedRecorder(ExecutionKeeper keeper, Clock clock) {
        this(keeper, clock, DEFAULT_BYTES);
    }

    /** @param bytes how much may wait, roughly as it stands in memory */
    public BoundedRecorder(ExecutionKeeper keeper, Clock clock, long bytes) {
        this.keeper = Objects.requireNonNull(keeper, "keeper");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.limit = bytes;
        start();
    }

    @Override
    public void record(ExecutionEvent event) {
        try {
            int bytes = event.footprint();
            if (closing || bytes > LARGEST_EVENT) {
                dropped.incrementAndGet();
            } else if (waitingBytes.addAndGet(bytes) > limit) {
                waitingBytes.addAndGet(-bytes);
                dropped.incrementAndGet();
            } else {
                accepted.increment();
                waiting.offer(event);
            }
        } catch (Throwable e) {
            // No memory, no stack, a null event: the caller's own work goes on.
            dropped.incrementAndGet();
        }
    }

    @Override
    public void undone(String reason, Throwable cause) {
        undone.count(reason, cause);
    }

    /** Starts the thread again if it has died; else does nothing. */
    public void start() {
        synchronized (starting) {
            if (!closing && (thread == null || !thread.isAlive())) {
                Thread started = new Thread(this::run, "cost-insights-recorder");
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
                accepted.sum(),
                kept.get(),
                dropped.get(),
                Math.max(0, waitingBytes.get()),
                limit,
                retries.get(),
                current != null && current.isAlive(),
                failure,
                undone.counts());
    }

    /**
     * Waits until everything that was accepted before the call is kept.
     *
     * @return false when that takes longer
     */
    public boolean flush(Duration longest) throws InterruptedException {
        long wanted = accepted.sum();
        long deadline = System.nanoTime() + longest.toNanos();
        while (kept.get() < wanted) {
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
        closing = true;
        Thread current;
        synchronized (starting) {
            current = thread;
        }
        try {
            LockSupport.unpark(current);
            current.join(Math.max(1, longest.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (current.isAlive()) {
            LOG.warn(
                    "the recorder did not get rid of what waits in {}; {} bytes are lost", longest, waitingBytes.get());
            current.interrupt();
        }
    }

    private void run() {
        try {
            while (!closing || !waiting.isEmpty() || dropped.get() > reportedDrops) {
                if (!turn() && !closing) {
                    LockSupport.parkNanos(TURN_NANOS);
                }
                log();
                if (Thread.interrupted() && closing) {
                    return;
                }
            }
        } catch (Throwable e) {
            failure = said(e);
            LOG.error("the recorder's thread has died; executions are no longer kept until it is started again", e);
        } finally {
            if (closing) {
                closeKeeper();
            }
        }
    }

    /** Takes one batch to the keeper; false when there was none. */
    private boolean turn() {
        if (inHand == null && !take()) {
            idle();
            return false;
        }
        keep(inHand);
        waitingBytes.addAndGet(-takenBytes);
        reportedDrops += inHand.lost();
        sequence += inHand.lost() + inHand.events().size();
        kept.addAndGet(inHand.events().size());
        taken.clear();
        takenBytes = 0;
        inHand = null;
        return true;
    }

    /** Makes a batch of what waits; false when nothing does. */
    private boolean take() {
        // Drops are read first: those that come later are in a later gap, never in one before their time.
        long lost = dropped.get() - reportedDrops;
        while (taken.size() < LARGEST_BATCH && takenBytes < LARGEST_BATCH_BYTES) {
            ExecutionEvent event = waiting.poll();
            if (event == null) {
                break;
            }
            taken.add(event);
            takenBytes += event.footprint();
        }
        if (taken.isEmpty() && lost == 0) {
            return false;
        }
        inHand = new EventBatch(sequence, lost, clock.millis() * 1000, taken);
        return true;
    }

    private void idle() {
        try {
            keeper.idle();
            failure = null;
        } catch (Throwable e) {
            failure = said(e);
        }
    }

    /** Until it is kept, or the recorder is closed and the keeper still refuses. */
    private void keep(EventBatch batch) {
        long pause = TURN_NANOS;
        while (true) {
            try {
                keeper.keep(batch);
                failure = null;
                return;
            } catch (Throwable e) {
                // Whatever it is: the events wait, and it is tried again.
                retries.incrementAndGet();
                if (failure == null) {
                    warn("executions cannot be kept and wait for it; this is said once", e);
                }
                failure = said(e);
            }
            if (closing) {
                throw new IllegalStateException(
                        "closed before " + batch.events().size() + " executions could be kept: " + failure);
            }
            pause = Math.min(LONGEST_PAUSE_NANOS, pause * 2);
            long until = System.nanoTime() + pause;
            while (!closing && System.nanoTime() - until < 0) {
                // Nobody has a reason to interrupt it but close().
                Thread.interrupted();
                LockSupport.parkNanos(Math.min(TURN_NANOS * 10, until - System.nanoTime()));
                log();
            }
        }
    }

    private void log() {
        long drops = dropped.get();
        long now = System.nanoTime();
        if (drops > loggedDrops && (lastLogged == Long.MIN_VALUE || now - lastLogged > 60_000_000_000L)) {
            LOG.warn(
                    "{} executions were not recorded because {} bytes of them wait already; their tags have travelled"
                            + " with them all the same",
                    drops - loggedDrops,
                    limit);
            loggedDrops = drops;
            lastLogged = now;
        }
        undone.explain();
    }

    /** Even of a failure that a logger cannot print. */
    private static void warn(String text, Throwable failure) {
        try {
            LOG.warn(text, failure);
        } catch (RuntimeException e) {
            LOG.warn("{} ({})", text, failure.getClass().getName());
        }
    }

    private static String said(Throwable failure) {
        try {
            return failure.toString();
        } catch (RuntimeException e) {
            return failure.getClass().getName();
        }
    }

    private void closeKeeper() {
        try {
            keeper.close();
        } catch (Throwable e) {
            LOG.warn("{} cannot be closed", keeper, e);
        }
    }
}
