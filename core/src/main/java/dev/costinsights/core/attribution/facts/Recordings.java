package dev.costinsights.core.attribution.facts;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.Reading;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.RecordedExecution;
import dev.costinsights.core.model.Statement;
import dev.costinsights.core.model.TimeSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The contexts that executions were launched under, by the ids that were captured at launch. In which order, how often and
 * in which pieces recordings come makes no difference; those that name no more than a session must come before its statements.
 */
public final class Recordings {

    private static final String ANY_WORKSPACE = "";

    private record Key(String workspaceId, ExecutionType type, String id) {}

    /** Nearly always one context, which then is the value itself; else a set of them. */
    private final Map<Key, Object> byId = new HashMap<>();

    private final Map<Key, Object> bySession = new HashMap<>();
    private final Map<String, List<RecordedExecution>> sessions = new HashMap<>();
    private final Map<AttributionContext, AttributionContext> shared = new HashMap<>();

    void add(RecordedExecution execution) {
        if (execution.context().isEmpty()) {
            return;
        }
        if (execution.id() != null) {
            add(byId, new Key(execution.workspaceId(), execution.type(), execution.id()), execution.context());
        } else if (execution.sessionId() != null && execution.type() == ExecutionType.STATEMENT) {
            sessions.computeIfAbsent(execution.sessionId(), session -> new ArrayList<>())
                    .add(execution);
        }
    }

    /** Sessions of which something was recorded that has no id. */
    Set<String> sessions() {
        return sessions.keySet();
    }

    /** Looks whether a statement was part of something of which only the session was recorded. */
    void see(Statement statement) {
        String session = statement.origin().sessionId();
        if (session == null || sessions.isEmpty()) {
            return;
        }
        String workspace = statement.origin().workspaceId();
        for (RecordedExecution execution : sessions.getOrDefault(session, List.of())) {
            boolean here = execution.workspaceId().equals(ANY_WORKSPACE)
                    || execution.workspaceId().equals(workspace);
            if (here && atOnce(statement.span(), execution.span())) {
                add(
                        bySession,
                        new Key(workspace, ExecutionType.STATEMENT, statement.statementId()),
                        execution.context());
            }
        }
    }

    public boolean isEmpty() {
        return byId.isEmpty() && bySession.isEmpty();
    }

    /** What was recorded of an execution: by its id, else by its session. */
    public Reading of(String workspaceId, ExecutionType type, String id) {
        if (id == null || isEmpty()) {
            return Reading.NOTHING;
        }
        Key here = new Key(workspaceId, type, id);
        Reading known = together(byId.get(here), byId.get(new Key(ANY_WORKSPACE, type, id)));
        return known.equals(Reading.NOTHING) ? together(bySession.get(here), null) : known;
    }

    private void add(Map<Key, Object> known, Key key, AttributionContext recorded) {
        AttributionContext context = shared.computeIfAbsent(recorded, c -> c);
        known.merge(key, context, (before, more) -> {
            if (before.equals(more)) {
                return before;
            }
            Set<Object> all = before instanceof Set<?> set ? new HashSet<>(set) : new HashSet<>(List.of(before));
            all.add(more);
            return all;
        });
    }

    private static Reading together(Object one, Object other) {
        if (one == null && other == null) {
            return Reading.NOTHING;
        }
        if (one instanceof AttributionContext context && (other == null || other.equals(one))) {
            return new Reading(context, List.of());
        }
        Set<AttributionContext> contexts = new HashSet<>();
        collect(one, contexts);
        collect(other, contexts);
        return Reading.of(contexts);
    }

    private static void collect(Object recorded, Set<AttributionContext> contexts) {
        if (recorded instanceof AttributionContext context) {
            contexts.add(context);
        } else if (recorded instanceof Set<?> set) {
            set.forEach(context -> contexts.add((AttributionContext) context));
        }
    }

    /** What has no length is there at its start. */
    private static boolean atOnce(TimeSpan statement, TimeSpan recorded) {
        return statement.startMicros() < end(recorded) && recorded.startMicros() < end(statement);
    }

    private static long end(TimeSpan span) {
        return Math.max(span.endMicros(), span.startMicros() + 1);
    }
}
