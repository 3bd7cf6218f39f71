package dev.costinsights.workspace.server.http;

/** Stands before all handlers; outermost first. */
@FunctionalInterface
public interface Filter {
    Reply around(Call call, Handler next);
}
