package dev.costinsights.core.tracking;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What waits to be kept, bounded in bytes, and how much of what came did not get in. Callers put in without a lock; one thread
 * takes out. Nothing in it throws.
 */
final class WaitingEvents {

    /** What is larger than this is shortened, so that one event cannot take the room of thousands. */
    static final int LARGEST_EVENT = 256 << 10;

    static final String SHORTENED = "recorder: an execution over 256 KiB was recorded without its assets, labels and"
            + " details, its tags have travelled with it all the same";
    static final String TOO_LARGE =
            "recorder: an execution over 256 KiB, even without its assets, labels and details," + " was not recorded";

    private final long limit;
    private final int largest;
    private final UndoneReasons undone;
    private final ConcurrentLinkedQueue<ExecutionEvent> queue = new ConcurrentLinkedQueue<>();
    private final AtomicLong bytes = new AtomicLong();
    private final LongAdder accepted = new LongAdder();
    private final AtomicLong dropped = new AtomicLong();
    private final LongAdder full = new LongAdder();
    private final LongAdder late = new LongAdder();
    private volatile boolean closing;
    private volatile boolean ended;

    /** @param limit how many bytes may wait */
    WaitingEvents(long limit, UndoneReasons undone) {
        this.limit = limit;
        this.largest = (int) Math.min(LARGEST_EVENT, limit);
        this.undone = undone;
    }

    /** Takes an event or counts it as dropped; when closed it is late, which is no gap any more. */
    void put(ExecutionEvent event) {
        if (closing) {
            late.increment();
            return;
        }
        long taken = 0;
        try {
            ExecutionEvent fitting = event.footprint() <= largest ? event : shortened(event);
            if (fitting == null) {
                dropped.incrementAndGet();
                return;
            }
            int footprint = fitting.footprint();
            if (bytes.addAndGet(footprint) > limit) {
                bytes.addAndGet(-footprint);
                full.increment();
                dropped.incrementAndGet();
                return;
            }
            taken = footprint;
            queue.offer(fitting);
            taken = 0;
            accepted.increment();
        } catch (Throwable e) {
            // No memory, no stack, a null event: the caller's own work goes on.
            bytes.addAndGet(-taken);
            dropped.incrementAndGet();
        }
        if (ended) {
            dropOne();
        }
    }

    private ExecutionEvent shortened(ExecutionEvent event) {
        ExecutionEvent shorter = event.shortened();
        boolean fits = shorter.footprint() <= largest;
        undone.count(fits ? SHORTENED : TOO_LARGE, null);
        return fits ? shorter : null;
    }

    /** The next one, or null; it takes room until {@link #free}. */
    ExecutionEvent poll() {
        return queue.poll();
    }

    void free(long kept) {
        bytes.addAndGet(-kept);
    }

    /** From now on what comes is late, and drops are no longer counted among the gaps. */
    void close() {
        closing = true;
    }

    /**
     * Nobody takes out any more: what is left, or still gets in, is late.
     *
     * @param lost how many were taken out and could not be kept, of how many bytes
     */
    void end(int lost, long lostBytes) {
        ended = true;
        late.add(lost);
        bytes.addAndGet(-lostBytes);
        boolean more = true;
        while (more) {
            more = dropOne();
        }
    }

    private boolean dropOne() {
        ExecutionEvent left = queue.poll();
        if (left == null) {
            return false;
        }
        bytes.addAndGet(-left.footprint());
        late.increment();
        return true;
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    long accepted() {
        return accepted.sum();
    }

    /** Those that are gaps between events that were taken. */
    long gaps() {
        return dropped.get();
    }

    /** Of the gaps, those for which there was no room. */
    long full() {
        return full.sum();
    }

    /** All that were not kept, those that came too late too. */
    long dropped() {
        return dropped.get() + late.sum();
    }

    long bytes() {
        return Math.max(0, bytes.get());
    }

    long limit() {
        return limit;
    }
}
