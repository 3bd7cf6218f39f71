package dev.costinsights.host.backfill;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.TableSlice;
import dev.costinsights.host.store.SliceKey;
import dev.costinsights.host.store.SliceRows;
import dev.costinsights.host.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The reading of one slice, with an end to it: a source that does not answer within the slice's time is interrupted, and
 * if it does not obey it is left alone with its thread and nobody listens to it any more.
 *
 * <p>A reading that breaks off after its first row is started again, a few times and within the same time. One that fails
 * before is not: until then the source repeats on its own, and repetitions of repetitions would be a storm.
 */
final class SliceReading {

    private static final int TRIES = 3;
    private static final Duration FIRST_CEILING = Duration.ofSeconds(1);

    private final Store store;
    private final TableWork work;
    private final TableSlice slice;
    private final Duration timeout;

    SliceReading(Store store, TableWork work, TableSlice slice, Duration timeout) {
        this.store = store;
        this.work = work;
        this.slice = slice;
        this.timeout = timeout;
    }

    /**
     * Reads and makes it count.
     *
     * @return how many rows came
     * @throws CostInsightsException when the source fails; the slice is as it was
     * @throws StoreFailure when the store does; everything is as it was
     */
    long run() throws InterruptedException, StoreFailure {
        long deadline = System.nanoTime() + timeout.toNanos();
        for (int tries = 1; ; tries++) {
            try (SliceRows rows = begin()) {
                try {
                    return attempt(rows, deadline);
                } catch (CostInsightsException e) {
                    if (rows.failure() != null) {
                        throw new StoreFailure(rows.failure());
                    }
                    if (tries == TRIES || !brokeOff(e, rows) || !await(tries, deadline)) {
                        throw e;
                    }
                }
            }
        }
    }

    private long attempt(SliceRows rows, long deadline) throws InterruptedException, StoreFailure {
        Instant asked = store.now();
        read(rows, deadline);
        long count = rows.count();
        work.read(count, commit(rows, asked));
        return count;
    }

    private static boolean brokeOff(CostInsightsException e, SliceRows rows) {
        return rows.count() > 0 && (e.code() == ErrorCode.UNAVAILABLE || e.code() == ErrorCode.THROTTLED);
    }

    /** Waits for a random time below a ceiling that doubles, so that slices that broke together do not come back together. */
    private static boolean await(int tries, long deadline) throws InterruptedException {
        long ceiling = FIRST_CEILING.toMillis() << (tries - 1);
        long wait = ThreadLocalRandom.current().nextLong(ceiling + 1);
        if (TimeUnit.MILLISECONDS.toNanos(wait) >= deadline - System.nanoTime()) {
            return false;
        }
        Thread.sleep(wait);
        return true;
    }

    private SliceRows begin() throws StoreFailure {
        try {
            return store.begin(slice);
        } catch (CostInsightsException e) {
            throw new StoreFailure(e);
        }
    }

    private boolean commit(SliceRows rows, Instant asked) throws StoreFailure {
        try {
            return store.commit(rows, asked);
        } catch (CostInsightsException e) {
            if (e.code() == ErrorCode.INVALID_INPUT) {
                throw e;
            }
            throw new StoreFailure(e);
        }
    }

    private void read(SliceRows rows, long deadline) throws InterruptedException {
        FutureTask<Void> task = new FutureTask<>(() -> {
            work.source().read(slice, rows);
            return null;
        });
        Thread thread = new Thread(task, "read " + SliceKey.of(slice));
        thread.setDaemon(true);
        thread.start();
        try {
            task.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new CostInsightsException(
                    ErrorCode.UNAVAILABLE,
                    SliceKey.of(slice) + " was not read within " + timeout.toSeconds()
                            + " seconds; run the backfill again, or raise backfill.slice_timeout",
                    e);
        } catch (InterruptedException e) {
            task.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause());
        }
    }

    private CostInsightsException unwrapped(Throwable cause) {
        return cause instanceof CostInsightsException known
                ? known
                : new CostInsightsException(
                        ErrorCode.INTERNAL,
                        "source " + work.source().name() + " failed at " + SliceKey.of(slice)
                                + ", which is a bug in it: " + cause,
                        cause);
    }
}
