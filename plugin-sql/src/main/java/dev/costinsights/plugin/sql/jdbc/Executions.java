package dev.costinsights.plugin.sql.jdbc;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.tracking.ExecutionOutcome;
import dev.costinsights.plugin.sql.tags.CallersTags;
import dev.costinsights.plugin.sql.tags.SqlComment;
import dev.costinsights.plugin.sql.tracking.Execution;
import dev.costinsights.plugin.sql.tracking.Tracking;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What happens around the executions of one connection. No method throws: whatever goes wrong in here, the caller's call
 * goes through as if unwrapped. That he cancels it, or that his time is up, he asks {@link CallersTime}.
 */
final class Executions {

    /** A connection that goes back to its pool waits no longer than this for its tags to go. */
    private static final Duration LONGEST_LEAVE = Duration.ofSeconds(10);

    private final Connection connection;
    private final Tracking tracking;
    private final Vendor vendor;
    private final Map<String, String> atConnect;
    private final AtomicReference<Session> session = new AtomicReference<>();

    /** Keys that the caller set before the session was looked at; null when none. */
    private Set<String> callersEarly;

    /** The connection is not Databricks', or already tagged by another wrapper: from here on all goes straight through. */
    private boolean foreign;

    Executions(Connection connection, Wrapping wrapping, Map<String, String> atConnect) {
        this.connection = connection;
        this.tracking = wrapping.tracking();
        this.vendor = wrapping.vendor();
        this.atConnect = atConnect;
    }

    /** Called before an execution; null when there is nothing to record of it. */
    Execution begin(CallersTime time) {
        if (foreign) {
            return null;
        }
        try {
            AttributionContext context = tracking.context();
            Session here = session(context);
            if (here == null) {
                return null;
            }
            here.show(context, time);
            return context.isEmpty() || !tracking.records() ? null : tracking.start(context);
        } catch (Throwable e) {
            tracking.undone("sql: an execution could not be prepared for tagging and recording", e);
            return null;
        }
    }

    /** Called before the caller gets an object of the driver's, which executes without our seeing it. */
    void handOut() {
        begin(CallersTime.unlimited());
    }

    /** The text to execute: as it is, or with a comment where that is wanted. */
    String text(String sql) {
        if (foreign || !tracking.channels().comment()) {
            return sql;
        }
        try {
            AttributionContext context = tracking.context();
            return context.isEmpty() || session(context) == null
                    ? sql
                    : SqlComment.append(sql, context, tracking.dialect(), reason -> tracking.undone(reason, null));
        } catch (Throwable e) {
            tracking.undone("sql: a statement could not be given its comment", e);
            return sql;
        }
    }

    /** Called after an execution. */
    void ran(Execution execution, String id) {
        if (execution != null) {
            ended(execution, id, ExecutionOutcome.SUCCEEDED);
        }
    }

    /** Called after an execution that threw. */
    void failed(Execution execution, String id, Throwable thrown) {
        if (execution != null) {
            ended(execution, id, outcome(thrown));
        }
    }

    /**
     * Called when the caller has executed something out of our sight. It may have been at any time since the driver's object
     * was given to him, so its context is known only where he had the same one all along, as far as we can see.
     */
    void handedOutRan(Execution execution, String id) {
        try {
            if (execution.context().equals(tracking.context())) {
                tracking.launched(execution, session.get().place(), id);
            } else {
                tracking.undone("sql: the context changed while the caller held the driver's own statement", null);
            }
        } catch (Throwable e) {
            tracking.undone("sql: an execution could not be recorded", e);
        }
    }

    /** The id of the execution that found the rows, or null. */
    String id(ResultSet rows) {
        try {
            return rows == null ? null : session.get().vendor().statementId(rows);
        } catch (Throwable e) {
            tracking.undone("sql: a statement's id could not be read", e);
            return null;
        }
    }

    /** The id of a statement's last execution, or null. */
    String id(Statement statement) {
        try {
            return session.get().vendor().statementId(statement);
        } catch (Throwable e) {
            tracking.undone("sql: a statement's id could not be read", e);
            return null;
        }
    }

    /** Whether an object that the caller unwrapped can execute without our seeing it. */
    boolean executes(Object unwrapped) {
        try {
            Session here = session.get();
            return here != null && here.vendor().executes(unwrapped);
        } catch (Throwable e) {
            tracking.undone("sql: an unwrapped statement cannot be watched", e);
            return false;
        }
    }

    /** Called after the caller has executed a text that may set query tags. */
    void callerRan(String sql) {
        if (foreign || !CallersTags.mayBeSetBy(sql)) {
            return;
        }
        try {
            Session here = session.get();
            if (here == null) {
                callersEarly = CallersTags.after(sql, callersEarly()).keys();
            } else if (here.tags() != null) {
                here.tags().callerRan(sql);
            }
        } catch (Throwable e) {
            tracking.undone("sql: the caller's query tags could not be read", e);
        }
    }

    void clientInfoSet(String name, String value) {
        if (foreign || !CallersTags.isConf(name)) {
            return;
        }
        try {
            Session here = session.get();
            if (here == null) {
                callersEarly = CallersTags.inConf(value);
            } else if (here.tags() != null) {
                here.tags().callerSetConf(value);
            }
        } catch (Throwable e) {
            tracking.undone("sql: the caller's query tags could not be read", e);
        }
    }

    void clientInfoSet(Properties properties) {
        if (!foreign && properties != null) {
            try {
                properties.stringPropertyNames().forEach(name -> clientInfoSet(name, properties.getProperty(name)));
            } catch (Throwable e) {
                tracking.undone("sql: the caller's query tags could not be read", e);
            }
        }
    }

    /** Called before the connection is closed: what goes back to a pool must not carry our tags to the next caller. */
    void leave() {
        removeTags(false);
    }

    /** Called before another engine takes the connection over. */
    void release() {
        removeTags(true);
    }

    /** @param evenAtItsEnd also from a session that ends with its connection */
    private void removeTags(boolean evenAtItsEnd) {
        try {
            Session here = session.get();
            if (here != null && (evenAtItsEnd || !here.vendor().endsWithConnection())) {
                if (!here.leave(LONGEST_LEAVE)) {
                    tracking.undone("sql: query tags stay on a session until it is used again", null);
                }
            }
        } catch (Throwable e) {
            tracking.undone("sql: query tags could not be removed", e);
        }
    }

    private void ended(Execution execution, String id, ExecutionOutcome outcome) {
        try {
            tracking.ended(execution, session.get().place(), id, outcome);
        } catch (Throwable e) {
            tracking.undone("sql: an execution could not be recorded", e);
        }
    }

    /**
     * The session, looked at when there is a context for the first time, or tags that may have to go; null before, and for
     * foreign connections.
     */
    private Session session(AttributionContext context) throws Exception {
        Session known = session.get();
        if (known != null || (context.isEmpty() && atConnect.isEmpty() && StaleTags.none())) {
            return known;
        }
        VendorSession found;
        try {
            found = vendor.open(connection);
        } catch (Throwable e) {
            foreign = true;
            throw e;
        }
        if (found == null) {
            foreign = true;
            return null;
        }
        session.compareAndSet(null, new Session(found, found.place(), tags(found)));
        return session.get();
    }

    private SessionTags tags(VendorSession found) {
        if (!tracking.channels().sessionTags()) {
            return null;
        }
        Set<String> callers = new HashSet<>(callersEarly());
        callers.addAll(CallersTags.inConf(found.queryTags()));
        Map<String, String> before = atConnect.isEmpty() ? StaleTags.take(found.connection()) : atConnect;
        callers.removeAll(before.keySet());
        Connection own = found.connection() instanceof Connection driver ? driver : connection;
        return new SessionTags(tracking, connection, own, callers, before);
    }

    private Set<String> callersEarly() {
        return callersEarly == null ? Set.of() : callersEarly;
    }

    private static ExecutionOutcome outcome(Throwable thrown) {
        boolean canceled = thrown instanceof SQLTimeoutException
                || (thrown instanceof SQLException e && "HY008".equals(e.getSQLState()));
        return canceled ? ExecutionOutcome.CANCELED : ExecutionOutcome.FAILED;
    }
}
