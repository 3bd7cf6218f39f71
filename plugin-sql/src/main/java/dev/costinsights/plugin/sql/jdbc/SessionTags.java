package dev.costinsights.plugin.sql.jdbc;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.plugin.sql.tags.CallersTags;
import dev.costinsights.plugin.sql.tags.QueryTags;
import dev.costinsights.plugin.sql.tracking.Tracking;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The query tags of a session: written when the context changes, not at each execution.
 *
 * <p>Two threads with different contexts on one connection cannot both be right; whoever comes while the other writes
 * goes on without.
 */
final class SessionTags {

    private final Tracking tracking;
    private final Connection connection;
    private final AtomicBoolean busy = new AtomicBoolean();

    /** Null when the session does not show what we last wrote, so that it must be written anew. */
    private volatile AttributionContext shown = AttributionContext.EMPTY;

    /** What is on the session; null is the value of a tag of which we do not know what it says, or whether it is there. */
    private Map<String, String> ours = Map.of();

    private Set<String> callers;
    private boolean refused;

    /**
     * @param connection the driver's or the pool's
     * @param callers keys that the caller has set
     * @param before tags of ours that are on the session already
     */
    SessionTags(Tracking tracking, Connection connection, Set<String> callers, Map<String, String> before) {
        this.tracking = tracking;
        this.connection = connection;
        this.callers = callers;
        if (!before.isEmpty()) {
            ours = before;
            shown = null;
        }
    }

    /** Makes the session show a context; at most one statement, and mostly none. */
    void show(AttributionContext context, CallersTime time) {
        AttributionContext before = shown;
        if (context == before || context.equals(before)) {
            return;
        }
        if (!busy.compareAndSet(false, true)) {
            tracking.undone("sql: two contexts used one connection at once", null);
            return;
        }
        // The driver would take the interrupt for its own. Without tags nothing is wrong; with another context's it is.
        boolean interrupted = Thread.interrupted();
        try {
            if (interrupted && ours.isEmpty()) {
                tracking.undone("sql: query tags were not changed on an interrupted thread", null);
            } else {
                change(context, time);
            }
        } finally {
            busy.set(false);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Keys of ours that may be on the session. */
    Set<String> onSession() {
        return ours.keySet();
    }

    /** Learns from a statement that the caller has run. */
    void callerRan(String sql) {
        callerSet(CallersTags.after(sql, callers));
    }

    /** Learns that the caller has set the whole conf. */
    void callerSetConf(String conf) {
        callerSet(new CallersTags.Changed(CallersTags.inConf(conf), true));
    }

    private void callerSet(CallersTags.Changed changed) {
        callers = changed.keys();
        Map<String, String> left = new LinkedHashMap<>(changed.replaced() ? Map.of() : ours);
        left.keySet().removeAll(callers);
        ours = left;
        shown = ours.isEmpty() && AttributionContext.EMPTY.equals(shown) ? shown : null;
    }

    private void change(AttributionContext context, CallersTime time) {
        Map<String, String> wanted = context.isEmpty()
                ? Map.of()
                : QueryTags.fitting(context, tracking.dialect(), callers, reason -> tracking.undone(reason, null));
        Map<String, String> set = new LinkedHashMap<>(wanted);
        set.entrySet().removeAll(ours.entrySet());
        List<String> unset = new ArrayList<>(ours.keySet());
        unset.removeAll(wanted.keySet());
        if (set.isEmpty() && unset.isEmpty()) {
            ours = wanted;
            shown = context;
        } else if (refused) {
            // Nothing of ours is on it, and it is not asked again.
            shown = context;
        } else {
            write(context, wanted, QueryTags.set(set, unset), time);
        }
    }

    private void write(AttributionContext context, Map<String, String> wanted, String sql, CallersTime time) {
        boolean clean = ours.isEmpty();
        // A second try where otherwise a statement would carry the tags of another context.
        if (write(sql, time) || (!clean && !time.isOver() && write(sql, time))) {
            ours = wanted;
            shown = context;
        } else if (clean && !time.isOver()) {
            refused = true;
            shown = context;
        } else {
            Set<String> perhaps = new HashSet<>(ours.keySet());
            perhaps.addAll(wanted.keySet());
            ours = StaleTags.unknown(perhaps);
            shown = null;
        }
    }

    private boolean write(String sql, CallersTime time) {
        try (Statement statement = connection.createStatement()) {
            time.execute(statement, sql);
            return true;
        } catch (Throwable e) {
            tracking.undone("sql: the session did not take query tags", e);
            keepInterrupt(e);
            return false;
        }
    }

    /** A driver that was interrupted while it wrote our tags has taken the caller's interrupt; he gets it back. */
    private static void keepInterrupt(Throwable thrown) {
        int depth = 0;
        for (Throwable e = thrown; e != null && depth < 20; e = e.getCause(), depth++) {
            if (e instanceof InterruptedException || e instanceof java.nio.channels.ClosedByInterruptException) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
