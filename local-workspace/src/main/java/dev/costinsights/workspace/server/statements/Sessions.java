package dev.costinsights.workspace.server.statements;

import dev.costinsights.workspace.server.http.ApiError;
import dev.costinsights.workspace.server.sql.Session;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Open sessions by id. */
final class Sessions {
    private final Map<String, Session> open = new ConcurrentHashMap<>();

    void add(Session session) {
        open.put(session.id(), session);
    }

    /** @throws ApiError when there is none */
    Session get(String id) {
        Session session = open.get(id);
        if (session == null) {
            throw missing(id);
        }
        return session;
    }

    void remove(String id) {
        if (open.remove(id) == null) {
            throw missing(id);
        }
    }

    private static ApiError missing(String id) {
        return ApiError.missing("The session " + id + " does not exist or has expired.");
    }
}
