package dev.costinsights.core.tracking;

/** How far an execution has come. */
public enum ExecutionPhase {
    /** It has an id and runs, or will. */
    LAUNCHED,
    /** It will cost nothing more. */
    ENDED
}
