package dev.costinsights.plugin.sql.statements;

import dev.costinsights.core.tracking.ExecutionPlace;
import dev.costinsights.plugin.sql.tracking.Execution;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Statements of a client of which the end was not seen; the oldest is forgotten when there are too many, and then settled
 * without the caller's polling, if at all.
 */
final class OpenStatements {

    private static final int MOST = 1000;

    private final Map<String, Open> byId = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Open> eldest) {
            return size() > MOST;
        }
    };

    synchronized void add(String id, Open statement) {
        byId.put(id, statement);
    }

    /** Null when it is not one of them. */
    synchronized Open remove(String id) {
        return byId.remove(id);
    }

    /** Under which context it was launched, when and where. */
    record Open(Execution execution, ExecutionPlace place) {}
}
