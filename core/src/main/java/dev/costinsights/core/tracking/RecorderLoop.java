package dev.costinsights.core.tracking;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a recorder's thread does: takes what waits to the keeper, in batches, each until it is kept. A thread that dies leaves
 * its batch to the next one that runs this.
 */
final class RecorderLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(RecorderLoop.class);
    private static final int LARGEST_BATCH = 512;
    /** As JSON a batch may be several times as large, and the keepers hold it so. */
    static final long LARGEST_BATCH_BYTES = 512L << 10;

    private static final long TURN_NANOS = 10_000_000;
    private static final long LONGEST_PAUSE_NANOS = 10_000_000_000L;

    private final ExecutionKeeper keeper;
    private final Clock clock;
    private final WaitingEvents waiting;
    private final UndoneReasons undone;
    private final AtomicLong kept = new AtomicLong();
    private final AtomicLong retries = new AtomicLong();
    private volatile boolean closing;
    private volatile String failure;
    // Of the recorder's thread only.
    private final List<ExecutionEvent> taken = new ArrayList<>();
    private long takenBytes;
    private EventBatch inHand;
    private long sequence;
    private long reportedDrops;
    private long loggedFull;
    private long lastLogged = Long.MIN_VALUE;

    RecorderLoop(ExecutionKeeper keeper, Clock clock, WaitingEvents waiting, UndoneReasons undone) {
        this.keeper = keeper;
        this.clock = clock;
        this.waiting = waiting;
        this.undone = undone;
    }

    /** From now on it ends when nothing waits any more, or the keeper refuses. */
    void close() {
        closing = true;
    }

    long kept() {
        return kept.get();
    }

    long retries() {
        return retries.get();
    }

    /** Why nothing can be kept at present, or null. */
    String failure() {
        return failure;
    }

    @Override
    public void run() {
        try {
            boolean goesOn = true;
            while (goesOn && (!closing || inHand != null || !waiting.isEmpty() || waiting.gaps() > reportedDrops)) {
                goesOn = turn();
                log();
                goesOn &= !(Thread.interrupted() && closing);
            }
        } catch (Throwable e) {
            failure = said(e);
            LOG.error("the recorder's thread has died; executions are no longer kept until it is started again", e);
        } finally {
            if (closing) {
                waiting.end(taken.size(), takenBytes);
                closeKeeper();
            }
        }
    }

    /** Takes one batch to the keeper, or rests when there is none; false when it is closed and the keeper refuses. */
    private boolean turn() {
        if (inHand == null && !take()) {
            idle();
            if (!closing) {
                LockSupport.parkNanos(TURN_NANOS);
            }
            return true;
        }
        if (!keep(inHand)) {
            LOG.warn(
                    "the recorder was closed before {} executions could be kept: {}",
                    inHand.events().size(),
                    failure);
            return false;
        }
        waiting.free(takenBytes);
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
        long lost = waiting.gaps() - reportedDrops;
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

    /** Tries until it is kept; false when the recorder is closed and the keeper still refuses. */
    private boolean keep(EventBatch batch) {
        long pause = TURN_NANOS;
        while (true) {
            try {
                keeper.keep(batch);
                failure = null;
                return true;
            } catch (Throwable e) {
                // Whatever it is: the events wait, and it is tried again.
                retries.incrementAndGet();
                if (failure == null) {
                    warn("executions cannot be kept and wait for it; this is said once", e);
                }
                failure = said(e);
            }
            if (closing) {
                return false;
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
        long full = waiting.full();
        long now = System.nanoTime();
        if (full > loggedFull && (lastLogged == Long.MIN_VALUE || now - lastLogged > 60_000_000_000L)) {
            LOG.warn(
                    "{} executions were not recorded because {} bytes of them wait already; their tags have travelled"
                            + " with them all the same",
                    full - loggedFull,
                    waiting.limit());
            loggedFull = full;
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
