package dev.costinsights.core.attribution;

/** On whom idle cost is laid. A view: it never changes the amounts of the ledger, and totals stay identical. */
public enum IdlePolicy {
    /** On nobody: idle rows stand for themselves. */
    SHOW,
    /** In proportion to the busy shares of the same cell. */
    WEIGHTED,
    /** Equally on every active execution of the cell. */
    EVEN,
    /** On the owner of the compute. */
    OWNER,
    /** On the execution for which the compute was started, or after which it was left on. */
    CAUSER
}
