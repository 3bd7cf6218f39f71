package dev.costinsights.workspace.server.pipelines;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.http.Json;
import java.time.Instant;
import java.util.List;

/** What a pipeline's event log says of an update; the only place that tells when it ended. */
final class Events {
    private Events() {}

    /** Adds the events that have happened by now, oldest first. */
    static void of(ObjectNode spec, Update update, Instant now, List<ObjectNode> events) {
        add(
                spec,
                update,
                "create_update",
                "Update " + update.id + " started by " + update.cause + ".",
                update.created,
                now,
                events);
        progress(spec, update, "INITIALIZING", update.start, now, events);
        Instant running = update.begun();
        if (running.isBefore(update.end)) {
            progress(spec, update, "RUNNING", running, now, events);
            add(spec, update, "flow_progress", "Flow 'main' has COMPLETED.", update.end, now, events);
        }
        progress(spec, update, update.cancelled ? "CANCELED" : "COMPLETED", update.end, now, events);
    }

    private static void progress(
            ObjectNode spec, Update update, String state, Instant time, Instant now, List<ObjectNode> events) {
        add(spec, update, "update_progress", "Update " + update.id + " is " + state + ".", time, now, events);
    }

    private static void add(
            ObjectNode spec,
            Update update,
            String type,
            String message,
            Instant time,
            Instant now,
            List<ObjectNode> events) {
        if (time.isAfter(now)) {
            return;
        }
        ObjectNode event = Json.object()
                .put("id", update.id + '-' + events.size())
                .put("event_type", type)
                .put("level", "INFO")
                .put("maturity_level", "STABLE")
                .put("message", message)
                .put("timestamp", time.toString());
        ObjectNode origin = event.putObject("origin")
                .put("pipeline_id", update.pipelineId)
                .put("pipeline_name", spec.path("name").asText(""))
                .put("update_id", update.id);
        if (!update.clusterId.isEmpty()) {
            origin.put("cluster_id", update.clusterId);
        }
        events.add(event);
    }
}
