package dev.costinsights.core.model;

/** {@code record_type} of a usage record. The sum over all three is the truth; none is ever filtered. */
public enum RecordType {
    ORIGINAL,
    /** A copy of a wrong record with the quantity negated. */
    RETRACTION,
    /** The corrected record. */
    RESTATEMENT,
    /** A value that Databricks did not have when this was written; counted like any other. */
    OTHER
}
