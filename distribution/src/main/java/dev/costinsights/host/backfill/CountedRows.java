package dev.costinsights.host.backfill;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.RowSink;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Rows on their way into the store. Remembers when the store failed, because that error passes through the source. */
final class CountedRows implements RowSink {

    private final RowSink rows;
    private final LongAdder count;
    private CostInsightsException failure;

    CountedRows(RowSink rows, LongAdder count) {
        this.rows = rows;
        this.count = count;
    }

    @Override
    public void text(int column, String value) {
        rows.text(column, value);
    }

    @Override
    public void number(int column, long value) {
        rows.number(column, value);
    }

    @Override
    public void endRow() {
        try {
            rows.endRow();
        } catch (CostInsightsException e) {
            failure = e;
            throw e;
        }
        count.increment();
    }

    /** What went wrong in the store, if anything did. */
    Optional<CostInsightsException> failure() {
        return Optional.ofNullable(failure);
    }
}
