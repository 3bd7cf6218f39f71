package dev.costinsights.core.model;

/** When compute was idle. */
public enum IdleKind {
    /** From STARTING to the first RUNNING or activity. */
    STARTUP,
    /** Between two activities of one running period. */
    BETWEEN,
    /** From the last activity of a running period to its end. */
    TAIL,
    /** A running period without any activity. */
    NO_QUERY
}
