package dev.costinsights.workspace.server.activity;

import java.time.Instant;

/** Hears once when something that was started has ended; never before whoever started it has gone on. */
@FunctionalInterface
public interface Ended {
    void at(Instant when, boolean succeeded);
}
