package dev.costinsights.plugin.jobs.launch;

import java.util.LinkedHashMap;
import java.util.Map;

/** Runs of a client of which the end was not seen; the oldest is left to the settler when there are too many. */
final class OpenRuns {

    private static final int MOST = 1000;

    private final Map<Long, Launch> byId = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Launch> eldest) {
            return size() > MOST;
        }
    };

    synchronized void add(long runId, Launch launch) {
        byId.put(runId, launch);
    }

    /** Null when it is not one of them. */
    synchronized Launch remove(long runId) {
        return byId.remove(runId);
    }
}
