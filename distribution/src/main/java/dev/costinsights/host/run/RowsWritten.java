package dev.costinsights.host.run;

import dev.costinsights.core.attribution.LedgerSink;
import dev.costinsights.core.model.LedgerRow;
import java.util.List;

/** Hands each row to several sinks and counts it. */
final class RowsWritten implements LedgerSink {

    private final LedgerSink[] sinks;
    private final Progress progress;
    private Progress.Counter counter;

    RowsWritten(List<LedgerSink> sinks, Progress progress) {
        this.sinks = sinks.toArray(new LedgerSink[0]);
        this.progress = progress;
    }

    @Override
    public void row(LedgerRow row) {
        if (counter == null) {
            progress.phase("ledger rows written");
            counter = progress.counter();
        }
        counter.step();
        for (LedgerSink sink : sinks) {
            sink.row(row);
        }
    }
}
