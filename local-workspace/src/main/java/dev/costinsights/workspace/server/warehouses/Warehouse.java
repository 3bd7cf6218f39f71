package dev.costinsights.workspace.server.warehouses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.activity.Account;
import dev.costinsights.workspace.server.activity.Agenda;
import dev.costinsights.workspace.server.activity.Rows;
import dev.costinsights.workspace.server.activity.UptimeMeter;
import dev.costinsights.workspace.server.http.Fields;
import dev.costinsights.workspace.server.http.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A SQL warehouse with one cluster, which starts with the first statement and stops when idle. Guarded by the agenda. */
final class Warehouse {
    static final Duration START = Duration.ofSeconds(5);
    private static final int USUAL_AUTO_STOP = 10;

    final String id;
    final String creator;
    private final Rows rows;
    private final UptimeMeter uptime;
    private ObjectNode settings;

    Warehouse(String id, ObjectNode settings, String creator, Agenda agenda, Rows rows) {
        this.id = id;
        this.settings = settings;
        this.creator = creator;
        this.rows = rows;
        this.uptime = new UptimeMeter(
                agenda,
                Duration.ofMinutes(settings.path("auto_stop_mins").asInt(USUAL_AUTO_STOP)),
                this::bill,
                this::stopped);
    }

    void change(ObjectNode newSettings, Instant now) {
        settings = newSettings;
        row(now, null);
    }

    Size size() {
        return Size.of(settings.path("cluster_size").asText("Small"));
    }

    /** Switches it on when it is off; returns how long a statement that comes now waits for it. */
    Duration start(Instant now) {
        if (uptime.on()) {
            return Duration.ZERO;
        }
        event("STARTING", 0, now);
        event("RUNNING", 1, now.plus(START));
        uptime.start(now);
        return START;
    }

    void use(Instant until) {
        uptime.use(until);
    }

    void stop(Instant now) {
        uptime.stop(now);
    }

    private void stopped(Instant at) {
        event("STOPPING", 0, at);
        event("STOPPED", 0, at);
    }

    private void bill(Instant from, Instant to) {
        ObjectNode metadata = Json.object().put("warehouse_id", id);
        rows.compute(
                "ENTERPRISE_SERVERLESS_SQL_COMPUTE_US_WEST_OREGON",
                "SQL",
                BigDecimal.valueOf(size().dbuPerHour()),
                from,
                to,
                tags(),
                metadata,
                creator,
                true);
    }

    private Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        new Fields(settings)
                .object("tags")
                .objects("custom_tags")
                .forEach(tag -> tags.put(tag.text("key", ""), tag.text("value", "")));
        return tags;
    }

    private void event(String type, int clusters, Instant time) {
        rows.add(
                "compute.warehouse_events",
                Rows.row()
                        .put("warehouse_id", id)
                        .put("event_type", type)
                        .put("cluster_count", clusters)
                        .put("event_time", time.toString()));
    }

    /** A row of compute.warehouses. It has a {@code delete_time} when the warehouse is gone. */
    void row(Instant changed, Instant deleted) {
        ObjectNode row = Rows.row()
                .put("warehouse_id", id)
                .put("warehouse_name", name())
                .put("warehouse_type", "SERVERLESS")
                .put("warehouse_channel", "CURRENT")
                .put("warehouse_size", size().tableName())
                .put("min_clusters", 1)
                .put("max_clusters", 1)
                .put("auto_stop_minutes", settings.path("auto_stop_mins").asInt(USUAL_AUTO_STOP))
                .put("created_by", creator)
                .put("change_time", changed.toString());
        if (deleted != null) {
            row.put("delete_time", deleted.toString());
        }
        ObjectNode tagNode = row.putObject("tags");
        tags().forEach(tagNode::put);
        rows.add("compute.warehouses", row);
    }

    String name() {
        return settings.path("name").asText("");
    }

    ObjectNode json(String host) {
        ObjectNode json = settings.deepCopy();
        json.put("id", id)
                .put("cluster_size", size().apiName())
                .put("creator_name", creator)
                .put("state", uptime.on() ? "RUNNING" : "STOPPED")
                .put("num_clusters", uptime.on() ? 1 : 0)
                .put("num_active_sessions", 0)
                .put("min_num_clusters", settings.path("min_num_clusters").asInt(1))
                .put("max_num_clusters", settings.path("max_num_clusters").asInt(1))
                .put("auto_stop_mins", settings.path("auto_stop_mins").asInt(USUAL_AUTO_STOP))
                .put("enable_serverless_compute", true)
                .put("warehouse_type", settings.path("warehouse_type").asText("PRO"))
                .put("jdbc_url", "jdbc:databricks://" + host + "/default;httpPath=/sql/1.0/warehouses/" + id);
        json.putObject("odbc_params")
                .put("hostname", host)
                .put("path", "/sql/1.0/warehouses/" + id)
                .put("protocol", "http");
        json.putObject("health").put("status", "HEALTHY");
        return json.put("cloud", Account.CLOUD);
    }
}
