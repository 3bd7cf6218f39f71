package dev.costinsights.core.model;

/** How final a charge is. */
public enum ChargeStatus {
    /** Younger than the settle horizon: late rows may still change it. */
    PROVISIONAL,
    SETTLED,
    /** A correction of something that had settled. */
    RESTATED
}
