package dev.costinsights.plugin.sql.jdbc;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;

/**
 * The time that a call of the caller has, of which writing tags takes a part: his limit holds for it, and he can cancel it.
 * On a warehouse that is off, the tags are what waits for it to start.
 */
final class CallersTime {

    /** A connection that goes back to its pool waits no longer than this. */
    private static final int SECONDS_TO_LEAVE = 10;

    /** Whose limit it is; null when there is none to ask. */
    private final Statement caller;

    /** In seconds, where nobody is asked; 0 is none. */
    private final int limit;

    /** What writes tags at the moment, or null. */
    private volatile Statement writing;

    private volatile boolean canceled;
    private volatile SQLException stopped;

    private CallersTime(Statement caller, int limit) {
        this.caller = caller;
        this.limit = limit;
    }

    static CallersTime of(Statement caller) {
        return new CallersTime(caller, 0);
    }

    static CallersTime unlimited() {
        return new CallersTime(null, 0);
    }

    static CallersTime toLeave() {
        return new CallersTime(null, SECONDS_TO_LEAVE);
    }

    /** Executes a statement of ours within the caller's time. */
    void execute(Statement own, String sql) throws SQLException {
        int seconds = caller == null ? limit : caller.getQueryTimeout();
        if (seconds > 0) {
            own.setQueryTimeout(seconds);
        }
        writing = own;
        try {
            own.execute(sql);
        } catch (SQLTimeoutException e) {
            if (seconds > 0) {
                stopped = e;
            }
            throw e;
        } finally {
            writing = null;
            if (canceled) {
                stopped = new SQLException("canceled before it reached the warehouse", "HY008");
            }
        }
    }

    /** Whether what had to be canceled were tags that are being written; else it is the caller's own statement. */
    boolean cancel() throws SQLException {
        Statement own = writing;
        if (own == null) {
            return false;
        }
        canceled = true;
        own.cancel();
        return true;
    }

    /** Whether there is no time left for the caller's own statement. */
    boolean isOver() {
        return stopped != null;
    }

    /**
     * Called before the caller's own statement is executed.
     *
     * @throws SQLException what a statement throws that was canceled, or took too long
     */
    void check() throws SQLException {
        SQLException thrown = stopped;
        canceled = false;
        stopped = null;
        if (thrown != null) {
            throw thrown;
        }
    }
}
