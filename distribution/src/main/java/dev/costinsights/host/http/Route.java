package dev.costinsights.host.http;

import java.util.Objects;

/**
 * What answers a method and a path.
 *
 * @param method {@code GET}, {@code POST}
 * @param path exact
 */
public record Route(String method, String path, Access access, Handler handler) {

    /** Who may call a route. */
    public enum Access {
        /** Everybody who reaches the server: it tells nothing about the bill. */
        PUBLIC,
        /** Who has the token, if there is one. */
        TOKEN
    }

    /** Runs on a thread of the server; several at once. */
    @FunctionalInterface
    public interface Handler {
        /** @throws ProblemException to answer with a problem */
        ApiResponse handle(ApiRequest request);
    }

    public Route {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(access, "access");
        Objects.requireNonNull(handler, "handler");
    }

    public static Route get(String path, Access access, Handler handler) {
        return new Route("GET", path, access, handler);
    }

    public static Route post(String path, Access access, Handler handler) {
        return new Route("POST", path, access, handler);
    }
}
