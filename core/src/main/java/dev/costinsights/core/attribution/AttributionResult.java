package dev.costinsights.core.attribution;

import dev.costinsights.core.model.ReconciliationRow;
import java.time.Instant;
import java.util.List;

/**
 * What a run of the engine ends with, beside the rows that went to the sink. Its existence is the proof that the ledger
 * equals the bill: a run that breaks the law throws instead.
 *
 * @param reconciliation sorted by date, workspace, SKU, unit and currency
 * @param usageRecords usage records in the window, each counted once
 * @param ledgerRows rows that went to the sink
 * @param duplicateReads usage records that were read again with the same content
 * @param revisions usage records that were read again with other content, of which the newest counts
 * @param asOf the moment of knowledge that the statuses rest on
 */
public record AttributionResult(
        List<ReconciliationRow> reconciliation,
        long usageRecords,
        long ledgerRows,
        long duplicateReads,
        long revisions,
        Instant asOf) {

    public AttributionResult {
        reconciliation = List.copyOf(reconciliation);
    }
}
