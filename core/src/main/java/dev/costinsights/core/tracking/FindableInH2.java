package dev.costinsights.core.tracking;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes a commit to an H2 database survive the end of its process. For the connection and the thread of one journal.
 *
 * <p>H2 writes each commit as a chunk: at the end of its file, where opening looks first; or where the chunk before it
 * said that the next one would be; or in another gap of the file, after which it writes the file's header anew. Since
 * 2.2.220 that header names the chunk before the new one, so that a process which is killed then leaves a whole chunk that
 * opening does not find, nor any that follows, until the header is written again. It is so at the next wrong guess, and
 * after 21 chunks in any case.
 *
 * <p>So, when a header may have been written, this writes chunks with nothing in them until the batch is certain to be
 * found. How many chunks and headers there were is in H2's counters; without a file there are none, and nothing to do.
 */
final class FindableInH2 {

    /** H2 writes a header when the last one is more than 20 chunks behind. */
    private static final int MOST_CHUNKS = 24;

    private final Connection connection;
    private Counters certain;
    private boolean lastIsFindable;

    /** @param connection without auto-commit, to a database that has the journal's tables */
    FindableInH2(Connection connection) {
        this.connection = connection;
    }

    /** When it returns, everything that was committed through the connection is found after a kill. */
    void settle() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            checkpoint(statement);
            Counters now = counters(statement);
            if (now == null) {
                return;
            }
            lastIsFindable = certain != null && now.isFoundAfter(certain, lastIsFindable);
            if (!lastIsFindable) {
                now = writeOn(statement, now);
                checkpoint(statement);
            }
            certain = now;
        }
    }

    private Counters writeOn(Statement statement, Counters first) throws SQLException {
        Counters before = first;
        for (int i = 0; i < MOST_CHUNKS; i++) {
            // Undone, it leaves the tables as they were, and is a change to be written all the same.
            statement.executeUpdate("INSERT INTO cost_insights_recording_gap (recorder, sequence_no, lost, at_micros)"
                    + " VALUES ('', 0, 0, 0)");
            connection.rollback();
            Counters now = counters(statement);
            lastIsFindable = now.isAtTheEndAfter(before);
            if (lastIsFindable || now.hasHeaderAfter(before)) {
                return now;
            }
            before = now;
        }
        return before;
    }

    private void checkpoint(Statement statement) throws SQLException {
        statement.execute("CHECKPOINT SYNC");
        connection.commit();
    }

    private Counters counters(Statement statement) throws SQLException {
        Map<String, Long> values = new HashMap<>();
        try (ResultSet rows = statement.executeQuery("SELECT setting_name, setting_value"
                + " FROM information_schema.settings WHERE setting_name IN"
                + " ('info.CURRENT_VERSION', 'info.FILE_WRITE', 'info.FILE_SIZE')")) {
            while (rows.next()) {
                values.put(rows.getString(1), Long.valueOf(rows.getString(2)));
            }
        }
        connection.commit();
        return values.size() < 3
                ? null
                : new Counters(
                        values.get("info.CURRENT_VERSION"),
                        values.get("info.FILE_WRITE"),
                        values.get("info.FILE_SIZE"));
    }

    /**
     * @param chunks that were ever written
     * @param writes of chunks, of headers, and of the file's length when it was cut, since the database was opened
     * @param size of the file in bytes
     */
    private record Counters(long chunks, long writes, long size) {

        /** At the end of the file; or where the chunk before it said, which was found itself. */
        boolean isFoundAfter(Counters before, boolean wasFound) {
            return isAtTheEndAfter(before) || (wasFound && writes - before.writes == chunks - before.chunks);
        }

        /** With the new chunk a header was written, which names the chunk before it. */
        boolean hasHeaderAfter(Counters before) {
            int cut = size < before.size ? 1 : 0;
            return chunks == before.chunks + 1 && writes - before.writes - cut > 1;
        }

        boolean isAtTheEndAfter(Counters before) {
            return chunks == before.chunks + 1 && size > before.size;
        }
    }
}
