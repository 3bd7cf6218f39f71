package dev.costinsights.plugin.sql.jdbc;

import dev.costinsights.plugin.sql.tracking.Tracking;
import java.nio.channels.ClosedByInterruptException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;

/** Executes the statements that set and remove query tags, and says what is certain afterwards. Never throws. */
record TagWriter(Tracking tracking, Connection connection) {

    /** What became of a statement. */
    enum Answer {
        DONE,
        /** The server has said no. */
        REFUSED,
        /** Nobody knows: the answer may be lost, and the statement executed. */
        UNKNOWN
    }

    Answer write(String sql, CallersTime time) {
        try (Statement statement = connection.createStatement()) {
            time.execute(statement, sql);
            return Answer.DONE;
        } catch (Throwable e) {
            tracking.undone("sql: the session did not take query tags", e);
            keepInterrupt(e);
            return isRefusal(e) ? Answer.REFUSED : Answer.UNKNOWN;
        }
    }

    /** By the classes of SQLSTATE that a server gives what it will not execute: 42 syntax or rights, 0A unsupported, 22 values. */
    private static boolean isRefusal(Throwable thrown) {
        if (thrown instanceof SQLFeatureNotSupportedException || thrown instanceof SQLSyntaxErrorException) {
            return true;
        }
        String state = thrown instanceof SQLException e ? e.getSQLState() : null;
        return state != null && (state.startsWith("42") || state.startsWith("0A") || state.startsWith("22"));
    }

    /** A driver that was interrupted while it wrote our tags has taken the caller's interrupt; he gets it back. */
    private static void keepInterrupt(Throwable thrown) {
        int depth = 0;
        for (Throwable e = thrown; e != null && depth < 20; e = e.getCause(), depth++) {
            if (e instanceof InterruptedException || e instanceof ClosedByInterruptException) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
