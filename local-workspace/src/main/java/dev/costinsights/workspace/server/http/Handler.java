package dev.costinsights.workspace.server.http;

/** Answers a request, on one of the server's threads. */
@FunctionalInterface
public interface Handler {
    /** @throws ApiError when the request gets an error */
    Reply handle(Call call);
}
