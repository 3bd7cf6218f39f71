package dev.costinsights.core.spi;

/**
 * Takes the rows of a slice, value by value. Implemented by the host only; may grow. One thread at a time.
 *
 * <p>A value that is not set is null. Rows may come in any order, and more than once.
 */
public interface RowSink {

    /** Sets a TEXT, JSON, DECIMAL or DOUBLE value of the current row; null is allowed. */
    void text(int column, String value);

    /** Sets an INTEGER, BOOLEAN, TIMESTAMP or DATE value of the current row. */
    void number(int column, long value);

    /** Ends the current row; may block while the host is busy. */
    void endRow();

    /**
     * Says what the rows that were handed over can be known by, see {@link TableSource#fingerprints}. It must follow from
     * exactly these rows: what a table is asked beside the reading may be about others already. Called after the last row,
     * or never.
     */
    default void fingerprint(String fingerprint) {}
}
