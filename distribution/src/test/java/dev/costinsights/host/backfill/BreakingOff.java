package dev.costinsights.host.backfill;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.RowSink;
import dev.costinsights.core.spi.TableSlice;
import dev.costinsights.core.spi.TableSource;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;

/** Fails, a number of times, within the history of one day, after a row that is not of the table. */
final class BreakingOff extends Forwarding {
    private final LocalDate day;
    private final ErrorCode code;
    private final AtomicInteger breaks;

    BreakingOff(TableSource source, LocalDate day, ErrorCode code, AtomicInteger breaks) {
        super(source);
        this.day = day;
        this.code = code;
        this.breaks = breaks;
    }

    @Override
    public void read(TableSlice slice, RowSink rows) throws InterruptedException {
        if (slice.table().name().equals("history") && day.equals(slice.day()) && breaks.getAndDecrement() > 0) {
            rows.text(0, "a row of yesterday");
            rows.endRow();
            throw new CostInsightsException(code, "broke off");
        }
        super.read(slice, rows);
    }
}
