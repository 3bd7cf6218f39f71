package dev.costinsights.core.model;

/** What became of a part of a charge. Exhaustive and exclusive: every ledger row has exactly one. */
public enum Category {
    /** The usage record names its target. */
    DIRECT,
    /** A share of compute that several executions used. */
    ALLOCATED,
    /** Compute that was on and did nothing; the kind says when, see {@link IdleKind}. */
    IDLE,
    /** A platform product with no user object behind it. */
    OVERHEAD,
    /** Nobody can be named; the reason says why, see {@link UnattributedReason}. */
    UNATTRIBUTED,
    /** No price is known, so there is a quantity and no cost. */
    UNPRICED
}
