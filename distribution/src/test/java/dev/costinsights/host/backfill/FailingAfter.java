package dev.costinsights.host.backfill;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.RowSink;
import dev.costinsights.core.spi.TableSlice;
import dev.costinsights.core.spi.TableSource;
import java.util.concurrent.atomic.AtomicInteger;

/** Breaks down in the middle of a slice, and stays broken. */
final class FailingAfter extends Forwarding {
    private final AtomicInteger left;

    FailingAfter(TableSource source, AtomicInteger left) {
        super(source);
        this.left = left;
    }

    @Override
    public void read(TableSlice slice, RowSink rows) throws InterruptedException {
        super.read(slice, rows);
        if (left.decrementAndGet() < 0) {
            throw new CostInsightsException(ErrorCode.UNAVAILABLE, "connection reset");
        }
    }
}
