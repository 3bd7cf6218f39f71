package dev.costinsights.workspace.server.clusters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.activity.Agenda;
import dev.costinsights.workspace.server.activity.Rows;
import dev.costinsights.workspace.server.activity.UptimeMeter;
import dev.costinsights.workspace.server.http.Fields;
import dev.costinsights.workspace.server.http.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An all-purpose cluster. Guarded by the agenda's lock. */
final class Cluster {
    private static final Duration START = Duration.ofSeconds(200);
    private static final int USUAL_IDLE_MINUTES = 120;

    final String id;
    private final String creator;
    private final Instant created;
    private final Rows rows;
    private final UptimeMeter uptime;
    private final List<ObjectNode> events = new ArrayList<>();
    private ObjectNode spec;
    private Instant started;
    private Instant terminated;

    Cluster(String id, ObjectNode spec, String creator, Instant now, Agenda agenda, Rows rows) {
        this.id = id;
        this.spec = spec;
        this.creator = creator;
        this.created = now;
        this.rows = rows;
        this.uptime = new UptimeMeter(
                agenda,
                Duration.ofMinutes(spec.path("autotermination_minutes").asInt(USUAL_IDLE_MINUTES)),
                this::bill,
                at -> stopped(at, "INACTIVITY"));
        event("CREATING", now);
        row(now, null);
        start(now);
    }

    void start(Instant at) {
        if (!uptime.on()) {
            started = at;
            terminated = null;
            uptime.start(at);
            event("STARTING", at);
            event("RUNNING", at.plus(START));
        }
    }

    void use(Instant until) {
        uptime.use(until);
    }

    void stop(Instant now) {
        uptime.stop(now);
    }

    void change(ObjectNode newSpec, Instant now) {
        spec = newSpec;
        event("EDITED", now);
        row(now, null);
    }

    private void stopped(Instant at, String reason) {
        terminated = at;
        event("TERMINATING", at);
        events.get(events.size() - 1).putObject("details").putObject("reason").put("code", reason);
        row(at, at);
    }

    private void bill(Instant from, Instant to) {
        ObjectNode metadata = Json.object().put("cluster_id", id).put("node_type", node());
        rows.compute(
                "ENTERPRISE_ALL_PURPOSE_COMPUTE",
                "ALL_PURPOSE",
                BigDecimal.valueOf(1L + workers()),
                from,
                to,
                new Fields(spec).map("custom_tags"),
                metadata,
                creator,
                false);
    }

    private String node() {
        return spec.path("node_type_id").asText("i3.xlarge");
    }

    private int workers() {
        return spec.path("num_workers")
                .asInt(spec.path("autoscale").path("min_workers").asInt(1));
    }

    String name() {
        return spec.path("cluster_name").asText("");
    }

    private void event(String type, Instant time) {
        events.add(Json.object()
                .put("cluster_id", id)
                .put("timestamp", time.toEpochMilli())
                .put("type", type));
    }

    /** Those that have happened, newest first. */
    List<ObjectNode> events(Instant now) {
        List<ObjectNode> happened = new ArrayList<>();
        for (ObjectNode event : events) {
            if (event.path("timestamp").asLong() <= now.toEpochMilli()) {
                happened.add(0, event);
            }
        }
        return happened;
    }

    private void row(Instant changed, Instant deleted) {
        ObjectNode row = Rows.row()
                .put("cluster_id", id)
                .put("cluster_name", name())
                .put("owned_by", creator)
                .put("create_time", created.toString())
                .put("driver_node_type", spec.path("driver_node_type_id").asText(node()))
                .put("worker_node_type", node())
                .put("worker_count", workers())
                .put(
                        "auto_termination_minutes",
                        spec.path("autotermination_minutes").asInt(USUAL_IDLE_MINUTES))
                .put("cluster_source", "API")
                .put("dbr_version", spec.path("spark_version").asText(""))
                .put("change_time", changed.toString())
                .put("change_date", Rows.date(changed));
        if (deleted != null) {
            row.put("delete_time", deleted.toString());
        }
        ObjectNode tags = row.putObject("tags");
        new Fields(spec).map("custom_tags").forEach(tags::put);
        rows.add("compute.clusters", row);
    }

    ObjectNode json(Instant now) {
        ObjectNode json = spec.deepCopy();
        String state = !uptime.on() ? "TERMINATED" : now.isBefore(started.plus(START)) ? "PENDING" : "RUNNING";
        json.put("cluster_id", id)
                .put("creator_user_name", creator)
                .put("state", state)
                .put("state_message", "")
                .put("start_time", created.toEpochMilli())
                .put("cluster_source", "API")
                .put("last_restarted_time", started.toEpochMilli());
        if (terminated != null) {
            json.put("terminated_time", terminated.toEpochMilli());
        }
        json.putObject("default_tags")
                .put("Vendor", "Databricks")
                .put("Creator", creator)
                .put("ClusterName", name())
                .put("ClusterId", id);
        json.set("spec", spec);
        return json;
    }
}
