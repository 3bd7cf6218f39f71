package dev.costinsights.core.model;

/** Something about a row that a reader should know. */
public enum Flag {
    /** One cluster is assumed: the warehouse's events say off while a statement runs, or no events can be read. */
    EVENTS_MISSING,
    /** Several prices were valid at one instant; the newest start won. */
    AMBIGUOUS_PRICE,
    /** Two identities of one rank disagree; the candidates follow the flag. */
    AMBIGUOUS_IDENTITY,
    /** Nothing measurable: every statement of the cell weighed 1. */
    COUNTED,
    /** Databricks' own split says more than it billed. */
    PROVIDER_EXCEEDS_BILL,
    /** There is no list price, so the contract price stands in for it. */
    LIST_PRICE_MISSING,
    /** Priced, but the cost needs more digits than the ledger has. */
    COST_OUT_OF_RANGE,
    /** An ORIGINAL record with a negative quantity. */
    NEGATIVE_ORIGINAL,
    /** The record starts and ends at one instant. */
    ZERO_LENGTH,
    /** The record ends before it starts. */
    END_BEFORE_START,
    /** The record is longer than a day. */
    LONG_RECORD,
    /** A quantity that is not 0 and below 10<sup>-9</sup>, or 10<sup>9</sup> and above. */
    ODD_QUANTITY,
    /** A name, id or tag of the record that holds control characters or is longer than 1,000 characters. */
    ODD_TEXT
}
