package dev.costinsights.plugin.sql.jdbc;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The time that a call of the caller has, of which writing tags takes a part: his limit holds for it, and he can cancel it.
 * On a warehouse that is off, the tags are what waits for it to start.
 *
 * <p>Safe for use by several threads: whoever cancels does so from another one.
 */
final class CallersTime {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Whose limit it is; null when there is none to ask. */
    private final Statement caller;

    /** How long it is in all, where nobody is asked; null for ever. */
    private final Duration limit;

    private final long began = System.nanoTime();

    /** Whether tags were on their way since the last {@link #check}; mostly not, and then nobody takes the lock. */
    private volatile boolean tagging;

    // The rest is looked at under the lock, so that a cancel hits the tags or the caller's own statement, never none of
    // them.
    /** What writes tags at the moment, or null. */
    private Statement writing;

    private boolean canceled;
    private SQLException stopped;

    private CallersTime(Statement caller, Duration limit) {
        this.caller = caller;
        this.limit = limit;
    }

    static CallersTime of(Statement caller) {
        return new CallersTime(caller, null);
    }

    static CallersTime unlimited() {
        return new CallersTime(null, null);
    }

    /** A time that runs from now on. */
    static CallersTime of(Duration limit) {
        return new CallersTime(null, limit);
    }

    /** Executes a statement of ours within the caller's time. */
    void execute(Statement own, String sql) throws SQLException {
        int seconds = seconds();
        if (seconds > 0) {
            own.setQueryTimeout(seconds);
        }
        write(own);
        try {
            own.execute(sql);
        } catch (SQLTimeoutException e) {
            if (seconds > 0) {
                stop(e);
            }
            throw e;
        } finally {
            written();
        }
    }

    /**
     * Waits for another thread that writes the very tags which the caller needs.
     *
     * @return false when his time was over before
     */
    boolean acquire(Semaphore writer) throws SQLException, InterruptedException {
        write(null);
        long seconds = seconds();
        long start = System.nanoTime();
        while (!isOver() && (seconds == 0 || System.nanoTime() - start < TimeUnit.SECONDS.toNanos(seconds))) {
            if (writer.tryAcquire(LOOK_NANOS, TimeUnit.NANOSECONDS)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Cancels tags that are being written, and with them the caller's statement that would follow. Never throws: whether
     * they had been written already is nothing that he could have cancelled.
     *
     * @return false when there are none, and it is the caller's own statement that runs
     */
    boolean cancel() {
        if (!tagging) {
            return false;
        }
        Statement own;
        synchronized (this) {
            if (!tagging) {
                return false;
            }
            canceled = true;
            own = writing;
        }
        if (own != null) {
            try {
                own.cancel();
            } catch (SQLException | RuntimeException e) {
                return true;
            }
        }
        return true;
    }

    /** Whether there is no time left for the caller's own statement. */
    synchronized boolean isOver() {
        return canceled || stopped != null || (limit != null && left() <= 0);
    }

    /**
     * Called before the caller's own statement is executed.
     *
     * @throws SQLException what a statement throws that was canceled, or took too long
     */
    void check() throws SQLException {
        if (tagging) {
            SQLException thrown = end();
            if (thrown != null) {
                throw thrown;
            }
        }
    }

    /** Called where no statement of the caller follows that could be stopped. */
    void forget() {
        if (tagging) {
            end();
        }
    }

    private synchronized SQLException end() {
        SQLException thrown =
                canceled ? new SQLException("canceled before it reached the warehouse", "HY008") : stopped;
        tagging = false;
        canceled = false;
        stopped = null;
        return thrown;
    }

    private synchronized void write(Statement own) throws SQLException {
        if (canceled) {
            throw new SQLException("canceled before tags were written", "HY008");
        }
        tagging = true;
        writing = own;
    }

    private synchronized void written() {
        writing = null;
    }

    private synchronized void stop(SQLException late) {
        stopped = late;
    }

    /** How many it may take from now on; 0 for any. */
    private int seconds() throws SQLException {
        if (caller != null) {
            return caller.getQueryTimeout();
        }
        return limit == null ? 0 : (int) Math.max(1, TimeUnit.NANOSECONDS.toSeconds(left() + 999_999_999));
    }

    private long left() {
        return limit.toNanos() - (System.nanoTime() - began);
    }
}
