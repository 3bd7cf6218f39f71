package dev.costinsights.core.attribution;

import dev.costinsights.core.model.LedgerRow;

/** Where the engine puts the ledger. One thread, rows in ledger order. */
public interface LedgerSink {

    /** Takes the next row. What it throws ends the run. */
    void row(LedgerRow row);
}
