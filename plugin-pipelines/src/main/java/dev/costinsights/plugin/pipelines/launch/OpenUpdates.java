package dev.costinsights.plugin.pipelines.launch;

import java.util.LinkedHashMap;
import java.util.Map;

/** Updates of a client of which the end was not seen; the oldest is left to the settler when there are too many. */
final class OpenUpdates {

    private static final int MOST = 1000;

    private final Map<String, Open> byId = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Open> eldest) {
            return size() > MOST;
        }
    };

    /** Under which context an update was launched and when, and of which pipeline it is. */
    record Open(Launch launch, String pipelineId) {}

    synchronized void add(String updateId, Open update) {
        byId.put(updateId, update);
    }

    /** Null when it is not one of them. */
    synchronized Open remove(String updateId) {
        return byId.remove(updateId);
    }
}
