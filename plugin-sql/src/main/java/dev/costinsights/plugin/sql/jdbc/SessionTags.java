package dev.costinsights.plugin.sql.jdbc;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.plugin.sql.tags.CallersTags;
import dev.costinsights.plugin.sql.tags.QueryTags;
import dev.costinsights.plugin.sql.tracking.Tracking;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * The query tags of a session: written when the context changes, not at each execution.
 *
 * <p>Two threads with different contexts on one connection cannot both be right; whoever comes while the other writes
 * goes on without. With the same context he waits until it is written.
 */
final class SessionTags {

    private final Tracking tracking;
    private final TagWriter writer;
    private final TagWriter remover;
    private final Semaphore turn = new Semaphore(1);

    /** Null when the session does not show what we last wrote, so that it must be written anew. */
    private volatile AttributionContext shown = AttributionContext.EMPTY;

    /** What is being written at the moment, or null. */
    private volatile AttributionContext changingTo;

    /**
     * What may be on the session, from the moment it is sent; null is the value of a tag of which we do not know what it
     * says, or whether it is there.
     */
    private volatile Map<String, String> ours = Map.of();

    /** The only context whose tags may be among {@link #ours}; null when there may be others. */
    private AttributionContext onlyOf;

    private Set<String> callers;

    /** Whether tags of ours were ever on the session, as far as we know. */
    private boolean taken;

    private boolean refused;

    /**
     * @param connection the driver's or the pool's
     * @param own the driver's. Tags are removed through it before the pool gets its own one back: the pool would wait for
     *     every statement that it has made, also for one that hangs
     * @param callers keys that the caller has set
     * @param before tags of ours that are on the session already
     */
    SessionTags(
            Tracking tracking, Connection connection, Connection own, Set<String> callers, Map<String, String> before) {
        this.tracking = tracking;
        this.writer = new TagWriter(tracking, connection);
        this.remover = new TagWriter(tracking, own);
        this.callers = callers;
        if (!before.isEmpty()) {
            ours = before;
            shown = null;
            taken = true;
        }
    }

    /** Makes the session show a context; at most a few statements, and mostly none. */
    void show(AttributionContext context, CallersTime time) throws SQLException {
        show(context, time, writer);
    }

    /** Removes ours before the connection is closed. */
    void remove(CallersTime time) throws SQLException {
        show(AttributionContext.EMPTY, time, remover);
    }

    private void show(AttributionContext context, CallersTime time, TagWriter with) throws SQLException {
        if (isShown(context)) {
            return;
        }
        // The driver would take the interrupt for its own. Without tags nothing is wrong; with another context's it is.
        boolean interrupted = Thread.interrupted();
        try {
            if (interrupted && ours.isEmpty()) {
                tracking.undone("sql: query tags were not changed on an interrupted thread", null);
            } else if (turn.tryAcquire() || (!interrupted && waits(context, time))) {
                inTurn(context, time, with);
            }
        } catch (InterruptedException e) {
            interrupted = true;
            tracking.undone("sql: query tags were not changed on an interrupted thread", null);
        } finally {
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
        callerSet(new CallersTags.Changed(CallersTags.inConf(conf), Set.of(), true));
    }

    private void callerSet(CallersTags.Changed changed) {
        callers = changed.keys();
        Map<String, String> left = new LinkedHashMap<>(changed.replaced() ? Map.of() : ours);
        left.keySet().removeAll(callers);
        left.keySet().removeAll(changed.removed());
        ours = left;
        shown = ours.isEmpty() && AttributionContext.EMPTY.equals(shown) ? shown : null;
    }

    private boolean isShown(AttributionContext context) {
        AttributionContext now = shown;
        return context == now || context.equals(now);
    }

    /** Whether it is our turn after another thread that writes the same; else the caller goes on as he is. */
    private boolean waits(AttributionContext context, CallersTime time) throws SQLException, InterruptedException {
        if (!context.equals(changingTo)) {
            tracking.undone("sql: two contexts used one connection at once", null);
            return false;
        }
        boolean ourTurn = time.acquire(turn);
        if (!ourTurn) {
            tracking.undone("sql: another thread took longer to write query tags than this one's time", null);
        }
        return ourTurn;
    }

    private void inTurn(AttributionContext context, CallersTime time, TagWriter with) {
        try {
            if (!isShown(context)) {
                changingTo = context;
                change(context, time, with);
            }
        } finally {
            changingTo = null;
            turn.release();
        }
    }

    private void change(AttributionContext context, CallersTime time, TagWriter with) {
        Map<String, String> wanted = context.isEmpty() || refused
                ? Map.of()
                : QueryTags.fitting(context, tracking.dialect(), callers, reason -> tracking.undone(reason, null));
        Map<String, String> before = ours;
        Map<String, String> set = new LinkedHashMap<>(wanted);
        set.entrySet().removeAll(before.entrySet());
        List<String> unset = new ArrayList<>(before.keySet());
        unset.removeAll(wanted.keySet());
        if (set.isEmpty() && unset.isEmpty()) {
            wrote(wanted, context);
            return;
        }
        Set<String> perhaps = new HashSet<>(before.keySet());
        perhaps.addAll(wanted.keySet());
        boolean clean = before.isEmpty();
        ours = StaleTags.unknown(perhaps);
        shown = null;
        TagWriter.Answer answer = with.write(QueryTags.set(set, unset), time);
        // A second try where otherwise a statement would carry the tags of another context.
        if (answer == TagWriter.Answer.UNKNOWN && !clean && !context.equals(onlyOf) && !time.isOver()) {
            answer = with.write(QueryTags.set(set, unset), time);
        }
        onlyOf = clean || context.equals(onlyOf) ? context : null;
        if (answer == TagWriter.Answer.DONE) {
            taken = true;
            onlyOf = context;
            wrote(wanted, context);
        } else if (answer == TagWriter.Answer.REFUSED) {
            refuse(perhaps, context, wanted.isEmpty(), time);
        }
    }

    /**
     * A session that has never taken tags is not asked again. What was refused may still have been taken in part, so it is
     * removed.
     */
    private void refuse(Set<String> perhaps, AttributionContext context, boolean removing, CallersTime time) {
        refused |= !taken;
        if (time.isOver()) {
            return;
        }
        TagWriter.Answer removed =
                removing ? TagWriter.Answer.REFUSED : writer.write(QueryTags.set(Map.of(), sorted(perhaps)), time);
        if (removed == TagWriter.Answer.DONE || (removed == TagWriter.Answer.REFUSED && !taken)) {
            wrote(Map.of(), context);
        }
    }

    private static List<String> sorted(Set<String> keys) {
        return keys.stream().sorted().toList();
    }

    private void wrote(Map<String, String> tags, AttributionContext context) {
        ours = tags;
        shown = context;
    }
}
