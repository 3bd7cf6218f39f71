package dev.costinsights.core.tracking;

/** How an execution ended. */
public enum ExecutionOutcome {
    /** It has not ended, or nobody saw how. */
    UNKNOWN,
    SUCCEEDED,
    FAILED,
    CANCELED
}
