package dev.costinsights.host.backfill;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.TableSlice;
import dev.costinsights.host.store.SliceKey;
import dev.costinsights.host.store.SliceRows;
import dev.costinsights.host.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The reading of one slice, with an end to it. A source that breaks off when rows have come already starts afresh, a few
 * times within the slice's time: no source can do that by itself, for it cannot take rows back.
 */
final class SliceReading {

    private static final int MOST_TIMES = 3;
    private static final long SHORTEST_PAUSE_MILLIS = 100;

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
        for (int times = 1; ; times++) {
            Instant asked = store.now();
            try (SliceRows rows = begin()) {
                if (isRead(rows, deadline, times == MOST_TIMES)) {
                    long count = rows.count();
                    work.read(count, commit(rows, asked));
                    return count;
                }
            }
            // At random, so that slices that broke off together do not come back together.
            Thread.sleep(ThreadLocalRandom.current()
                    .nextLong(SHORTEST_PAUSE_MILLIS * times, 4 * SHORTEST_PAUSE_MILLIS * times));
        }
    }

    /** Whether the slice is whole now; if not, another time may do. */
    private boolean isRead(SliceRows rows, long deadline, boolean last) throws InterruptedException, StoreFailure {
        try {
            read(rows, deadline);
            return true;
        } catch (CostInsightsException e) {
            if (rows.failure() != null) {
                throw new StoreFailure(rows.failure());
            }
            boolean brokeOff = rows.count() > 0
                    && (e.code() == ErrorCode.UNAVAILABLE || e.code() == ErrorCode.THROTTLED)
                    && System.nanoTime() < deadline;
            if (last || !brokeOff) {
                throw e;
            }
            return false;
        }
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
        SliceKey key = SliceKey.of(slice);
        BoundedCall call = new BoundedCall(
                work.source(),
                key.toString(),
                () -> key + " was not read within " + timeout.toSeconds()
                        + " seconds; run the backfill again, or raise backfill.slice_timeout");
        call.run(
                () -> {
                    work.source().read(slice, rows);
                    return null;
                },
                deadline - System.nanoTime());
    }
}
