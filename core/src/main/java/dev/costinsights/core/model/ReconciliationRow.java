package dev.costinsights.core.model;

import java.time.LocalDate;

/**
 * A line of the proof that the ledger equals the bill: what was billed for a day, workspace, SKU, unit and currency, and
 * what became of it. Costs are list cost in units of 10<sup>-12</sup>, quantities in units of 10<sup>-18</sup>.
 *
 * @param currency empty for what has no price
 * @param usageRecords records with a part in this line; one of which a price is known for a time only is in two lines
 * @param difference billed minus the five categories that have a cost; zero, or the run fails
 */
public record ReconciliationRow(
        LocalDate usageDate,
        String workspaceId,
        String skuName,
        String usageUnit,
        String currency,
        Int128 billedQuantity,
        Int128 billedCost,
        Int128 direct,
        Int128 allocated,
        Int128 idle,
        Int128 overhead,
        Int128 unattributed,
        Int128 unpricedQuantity,
        Int128 difference,
        long usageRecords,
        long ledgerRows) {}
