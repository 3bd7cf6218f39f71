package dev.costinsights.workspace.sample;

/** What real bills hold and tidy examples do not. A sample plants each of them and counts how often. */
public enum Trap {
    /** Ingested 1 to 40 days after the usage. */
    LATE_RECORD,
    /** A negative copy of a record, with a record_id of its own. */
    RETRACTION,
    /** A retraction that arrives days after its record. */
    LATE_RETRACTION,
    /** A retraction that no restatement follows. */
    RETRACTION_ALONE,
    /** The corrected record after a retraction. */
    RESTATEMENT,
    /** The identical row of billing.usage a second time. */
    DUPLICATE_READ,
    /** A price change strictly inside the record's interval. */
    PRICE_CHANGE_INSIDE_RECORD,
    /** A SKU that two open price rows cover at once. */
    OVERLAPPING_PRICES,
    /** A SKU whose price rows leave a hole in the window. */
    PRICE_GAP,
    /** A promotional price below the list price. */
    PROMOTIONAL_PRICE,
    /** A record whose SKU is in no price list. */
    UNPRICED_RECORD,
    /** A record whose price is 0. */
    FREE_RECORD,
    /** A record whose SKU is listed in another currency only. */
    FOREIGN_CURRENCY_RECORD,
    /** A warehouse hour with usage and without a statement. */
    HOUR_WITHOUT_STATEMENTS,
    /** A warehouse that scales up to another cluster. */
    SCALE_OUT,
    /** A warehouse with no event in the window, because it never stops. */
    NEVER_STOPPING_WAREHOUSE,
    /** A warehouse with statements and usage of which no event was exported. */
    WAREHOUSE_WITHOUT_EVENTS,
    /** A warehouse, job or pipeline id that another workspace uses too. */
    REPEATED_ID,
    /** A statement that begins before the window and runs into it. */
    STATEMENT_FROM_BEFORE,
    /** A statement that runs past the window's end. */
    STATEMENT_PAST_END,
    /** A statement over more than one clock hour. */
    STATEMENT_ACROSS_HOURS,
    /** A result that came from the cache: no task time. */
    CACHED_STATEMENT,
    /** A statement of less than a second. */
    SUB_SECOND_STATEMENT,
    /** SHOW, DESCRIBE, USE: no task time, no cache. */
    METADATA_STATEMENT,
    /** FAILED or CANCELED. */
    UNFINISHED_STATEMENT,
    /** Queued at capacity or for compute. */
    WAITING_STATEMENT,
    /** The row of a statement twice, the second time with a later update_time. */
    STATEMENT_SEEN_TWICE,
    /** {@code <Redacted>} for a text. */
    REDACTED_TEXT,
    /** {@code __REDACTED__} for an identity. */
    REDACTED_IDENTITY,
    /** Two opaque ids of the same rank that disagree. */
    AMBIGUOUS_IDENTITY,
    /** An opaque id in a tag's key, the value being true. */
    OLD_TAG_FORM,
    /** An opaque id in an SQL comment only. */
    SQL_COMMENT_ID,
    /** A run of more than one terminal slice. */
    REPAIRED_RUN,
    /** A run whose slices follow its own start and not the clock. */
    UNALIGNED_RUN,
    /** A run that never executed: its period has no length. */
    SKIPPED_RUN,
    /** A one-time run, whose job is in no table of jobs. */
    SUBMIT_RUN,
    /** A run that a task of another run started. */
    CHILD_RUN,
    /** An iteration of a for-each task. */
    FOR_EACH_ITERATION,
    /** A dbutils.notebook.run child: rows in the timeline, no cost of its own. */
    WORKFLOW_RUN,
    /** A run on an all-purpose cluster, which the bill does not know. */
    RUN_ON_ALL_PURPOSE_CLUSTER,
    /** A pipeline update that a job's task started. */
    PIPELINE_STARTED_BY_JOB,
    /** A record of a serverless pipeline, without the pipeline's tags. */
    UNTAGGED_SERVERLESS_PIPELINE_RECORD,
    /** A job or pipeline that got another name or other tags in the window. */
    CHANGED_OBJECT,
    /** A job, pipeline or cluster that was deleted in the window. */
    DELETED_OBJECT,
    /** A record of the account and of no workspace: null or 0. */
    ACCOUNT_LEVEL_RECORD,
    /** Start equals end. */
    ZERO_LENGTH_RECORD,
    /** End lies before start. */
    END_BEFORE_START,
    /** A record over 49 hours. */
    RECORD_OF_49_HOURS,
    /** An ORIGINAL with a negative quantity. */
    NEGATIVE_ORIGINAL,
    /** 10^-18. */
    TINY_QUANTITY,
    /** 9 * 10^19. */
    HUGE_QUANTITY,
    /** A tag value of a megabyte. */
    MEGABYTE_TAG,
    /** Control characters, emoji, or text that a spreadsheet takes for a formula. */
    ODD_NAME,
    /** custom_tags is null, not empty. */
    NULL_TAGS,
    /** A product of which nobody has heard. */
    UNKNOWN_PRODUCT
}
