package dev.costinsights.core.model;

/** How the identity behind an amount is known, best first. */
public enum IdentityBasis {
    /** An id captured at launch equals the billed one. */
    HANDLE,
    /** Query tags, job parameters, or the job's or pipeline's tags as of the time. */
    EXEC_TAG,
    /** The leaves of {@code query_source}. */
    QUERY_SOURCE,
    /** A comment in the statement's text. */
    SQL_COMMENT,
    /** {@code custom_tags} of the usage record. */
    BILL_TAG,
    /** A rule on the client application or a name. */
    RULE,
    /** Only the principal is known. */
    RUN_AS,
    NONE
}
