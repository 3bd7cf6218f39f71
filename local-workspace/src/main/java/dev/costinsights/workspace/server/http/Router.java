package dev.costinsights.workspace.server.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the handler for a method and a path. Built before the server starts, then only read. */
public final class Router implements Handler {
    private record Route(String method, List<String> parts, Handler handler) {

        /** What stands in the route's places, or null when the path is another one. */
        Map<String, String> match(String requested, List<String> path) {
            if (!method.equals(requested) || path.size() != parts.size()) {
                return null;
            }
            Map<String, String> variables = new LinkedHashMap<>();
            for (int i = 0; i < parts.size(); i++) {
                String part = parts.get(i);
                if (part.startsWith("{")) {
                    variables.put(part.substring(1, part.length() - 1), Call.decode(path.get(i)));
                } else if (!part.equals(path.get(i))) {
                    return null;
                }
            }
            return variables;
        }
    }

    private final List<Route> routes = new ArrayList<>();

    /** @param path e.g. {@code /api/2.0/sql/statements/{statement_id}}; a trailing slash makes no difference */
    public Router on(String method, String path, Handler handler) {
        routes.add(new Route(method, parts(path), handler));
        return this;
    }

    public Router get(String path, Handler handler) {
        return on("GET", path, handler);
    }

    public Router post(String path, Handler handler) {
        return on("POST", path, handler);
    }

    @Override
    public Reply handle(Call call) {
        List<String> path = parts(call.path());
        for (Route route : routes) {
            Map<String, String> variables = route.match(call.method(), path);
            if (variables != null) {
                return route.handler.handle(call.with(variables));
            }
        }
        throw new ApiError(404, "ENDPOINT_NOT_FOUND", "No API found for '" + call.method() + ' ' + call.path() + "'");
    }

    private static List<String> parts(String path) {
        int end = path.length() > 1 && path.endsWith("/") ? path.length() - 1 : path.length();
        return List.of(path.substring(0, end).split("/", -1));
    }
}
