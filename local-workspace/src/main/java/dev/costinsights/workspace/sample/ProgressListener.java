package dev.costinsights.workspace.sample;

/** Hears how far the writing of a sample has come. Called from several threads, a few times a second at most. */
@FunctionalInterface
public interface ProgressListener {
    /** Does nothing. */
    ProgressListener NONE = (table, rowsDone, rowsTotal) -> {};

    /**
     * @param table schema and name, e.g. {@code query/history}
     * @param rowsDone rows written so far
     * @param rowsTotal rows expected in the end; an estimate for most tables, exact when the table is complete
     */
    void progress(String table, long rowsDone, long rowsTotal);
}
