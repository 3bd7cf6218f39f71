package dev.costinsights.core.model;

/** Why nobody can be named for a part of a charge. Reasons that are reserved stand on no row yet. */
public enum UnattributedReason {
    /** Nothing shows that the compute did anything. */
    NO_ACTIVITY_EVIDENCE,
    /**
     * The history that would explain it is younger than the bill. Reserved: rows of a table do not say until when it is known,
     * and a quiet night looks the same.
     */
    HISTORY_NOT_YET_ARRIVED,
    /**
     * The table that would explain it is regional, and that region was not read: the bill says that a warehouse was on, and
     * events are known of warehouses of other workspaces only.
     */
    REGION_NOT_READ,
    /** The table that would explain it is absent or may not be read. */
    TABLE_NOT_READABLE,
    /** The rows that would explain it are older than the table's retention. Reserved. */
    RETENTION_EXPIRED,
    /** The record lacks the key that records of its product carry. */
    OBJECT_UNKNOWN,
    /** A product that this version does not know. */
    UNSUPPORTED_PRODUCT,
    /** Identities of one rank disagree and no other is left. Reserved: the cost stays with the execution, and is flagged. */
    AMBIGUOUS_IDENTITY,
    /** A rule of the user excludes it. Reserved. */
    RULE_EXCLUDED
}
