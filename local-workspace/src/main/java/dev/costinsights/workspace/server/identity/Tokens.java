package dev.costinsights.workspace.server.identity;

import dev.costinsights.workspace.server.http.ApiError;
import dev.costinsights.workspace.server.http.Call;
import dev.costinsights.workspace.server.http.Filter;
import dev.costinsights.workspace.server.http.Handler;
import dev.costinsights.workspace.server.http.Reply;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Lets through who has a token. Tokens come and expire while the server runs. */
public final class Tokens implements Filter {
    private static final Set<String> OPEN = Set.of("/.well-known", "/oidc", "/results");

    private final Map<String, String> users = new ConcurrentHashMap<>();
    private final Set<String> expired = ConcurrentHashMap.newKeySet();

    /** From now on this token is the user's. */
    public void grant(String token, String user) {
        users.put(token, user);
        expired.remove(token);
    }

    /** From now on this token is answered with 401. */
    public void expire(String token) {
        expired.add(token);
    }

    @Override
    public Reply around(Call call, Handler next) {
        if (OPEN.stream().anyMatch(path -> call.path().startsWith(path + "/"))) {
            return next.handle(call);
        }
        String token = token(call)
                .orElseThrow(() -> new ApiError(
                        401, "UNAUTHENTICATED", "Credential was not sent or was of an unsupported type for this API."));
        if (expired.contains(token)) {
            throw expired();
        }
        String user = users.get(token);
        if (user == null) {
            throw new ApiError(403, "PERMISSION_DENIED", "Invalid access token.");
        }
        return next.handle(call.as(user));
    }

    public static ApiError expired() {
        return new ApiError(401, "UNAUTHENTICATED", "The access token has expired.");
    }

    private static Optional<String> token(Call call) {
        return call.header("authorization")
                .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(header -> header.substring(7).trim());
    }
}
