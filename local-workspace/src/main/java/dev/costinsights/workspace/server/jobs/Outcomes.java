package dev.costinsights.workspace.server.jobs;

import java.util.HashMap;
import java.util.Map;

/** Which tasks are to fail, because somebody who tests wants them to. Any thread. */
public final class Outcomes {
    private final Map<String, Integer> failures = new HashMap<>();

    /** The next {@code times} attempts at tasks with this key fail, in whatever run. */
    public synchronized void fail(String taskKey, int times) {
        failures.put(taskKey, times);
    }

    /** Takes one of them. */
    synchronized boolean fails(String taskKey) {
        int left = failures.getOrDefault(taskKey, 0);
        if (left > 0) {
            failures.put(taskKey, left - 1);
        }
        return left > 0;
    }
}
