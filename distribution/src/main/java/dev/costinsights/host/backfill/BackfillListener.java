package dev.costinsights.host.backfill;

/** Hears how far a backfill is. Called from several threads. */
public interface BackfillListener {

    /** Hears nothing. */
    BackfillListener NONE = (table, done, planned, rows) -> {};

    /**
     * A slice was read, is known to hold what it held, or could not be read.
     *
     * @param table what it was a slice of
     * @param done slices so far
     * @param planned slices of this run
     * @param rows that came so far
     */
    void slice(String table, int done, int planned, long rows);
}
