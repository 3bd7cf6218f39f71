package dev.costinsights.core.model;

/** How an amount is known, best first. */
public enum AmountBasis {
    /** The bill names the execution. */
    BILLED_ID,
    /** Databricks' own split, {@code billing.attributed_usage}. */
    PROVIDER_SPLIT,
    /** A share by measured work. */
    ALLOCATED_WORK,
    /** A share by time. */
    ALLOCATED_TIME,
    /** A share by number of executions. */
    ALLOCATED_COUNT,
    /** Before the bill exists; never in a ledger of billed charges. */
    ESTIMATED,
    /** There is no amount to explain: idle, overhead, unattributed, unpriced. */
    NONE
}
