package dev.costinsights.workspace.server.warehouses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.server.activity.Account;
import dev.costinsights.workspace.server.activity.Agenda;
import dev.costinsights.workspace.server.activity.Rows;
import dev.costinsights.workspace.server.activity.Truths;
import dev.costinsights.workspace.server.http.Fields;
import dev.costinsights.workspace.server.http.Json;
import dev.costinsights.workspace.simulation.ClusterChange;
import dev.costinsights.workspace.simulation.Demand;
import dev.costinsights.workspace.simulation.StatementOutcome;
import dev.costinsights.workspace.simulation.Truth;
import dev.costinsights.workspace.simulation.WarehouseLog;
import dev.costinsights.workspace.simulation.WarehousePhysics;
import dev.costinsights.workspace.simulation.WarehouseSpec;
import dev.costinsights.workspace.simulation.company.Consumption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A SQL warehouse: its settings, its physics kept going by the agenda, and the rows that it leaves. Guarded by the agenda. */
final class Warehouse implements WarehouseLog {
    private static final int USUAL_AUTO_STOP = 10;
    private static final long MINUTE = 60_000;

    /** A statement that is in it, with who wants to hear when it has left. */
    private record Inside(String asked, Consumer<StatementOutcome> left) {}

    final String id;
    final String creator;
    private final Agenda agenda;
    private final Rows rows;
    private final Truths truths;
    private final Map<String, Inside> inside = new HashMap<>();
    /** Who asked for what has run since the last record. */
    private final Map<String, String> asked = new HashMap<>();

    private final WarehousePhysics physics;
    private ObjectNode settings;
    private WarehouseSpec spec;
    private int watched;

    Warehouse(String id, ObjectNode settings, String creator, long seed, Agenda agenda, Rows rows, Truths truths) {
        this.id = id;
        this.settings = settings;
        this.creator = creator;
        this.agenda = agenda;
        this.rows = rows;
        this.truths = truths;
        this.spec = spec(settings);
        this.physics = new WarehousePhysics(spec, Rng.of(seed, "launched-warehouse " + id), this);
    }

    private WarehouseSpec spec(ObjectNode from) {
        boolean isServerless = from.path("enable_serverless_compute").asBoolean(true);
        int least = Math.max(1, from.path("min_num_clusters").asInt(1));
        return new WarehouseSpec(
                id,
                from.path("name").asText(""),
                creator,
                isServerless,
                Sizes.of(from.path("cluster_size").asText(Sizes.USUAL)),
                least,
                Math.max(least, from.path("max_num_clusters").asInt(1)),
                WarehouseSpec.startMillis(isServerless),
                from.path("auto_stop_mins").asLong(USUAL_AUTO_STOP) * MINUTE);
    }

    void submit(Demand demand, Consumer<StatementOutcome> left) {
        inside.put(demand.id(), new Inside(demand.asked(), left));
        asked.put(demand.id(), demand.asked());
        physics.submit(demand);
        watch();
    }

    void cancel(String statement, Instant now) {
        physics.cancel(statement, now.toEpochMilli());
        watch();
    }

    /** It fails: there is nothing to execute. */
    void shorten(String statement, Instant now) {
        physics.shorten(statement, now.toEpochMilli());
        watch();
    }

    Set<String> waiting() {
        return physics.waiting();
    }

    void start(Instant now) {
        physics.start(now.toEpochMilli());
        watch();
    }

    void stop(Instant now) {
        physics.stop(now.toEpochMilli());
        watch();
    }

    void change(ObjectNode newSettings, Instant now) {
        settings = newSettings;
        WarehouseSpec changed = spec(newSettings);
        physics.configure(changed, now.toEpochMilli());
        spec = changed;
        row(now, null);
        watch();
    }

    /** Lets the agenda wake it when something happens by itself. */
    private void watch() {
        int of = ++watched;
        long next = physics.next();
        if (next != WarehousePhysics.NEVER) {
            agenda.at(Instant.ofEpochMilli(next), () -> {
                if (of == watched) {
                    physics.advance(next);
                    watch();
                }
            });
        }
    }

    @Override
    public void changed(ClusterChange change) {
        if (change.event().equals("STOPPED")) {
            event("STOPPING", change);
        }
        event(change.event(), change);
    }

    private void event(String type, ClusterChange change) {
        rows.add(
                "compute.warehouse_events",
                Rows.row()
                        .put("warehouse_id", id)
                        .put("event_type", type)
                        .put("cluster_count", change.clusters())
                        .put("event_time", Instant.ofEpochMilli(change.time()).toString()));
    }

    @Override
    public void finished(StatementOutcome statement) {
        Consumer<StatementOutcome> left = inside.remove(statement.id()).left();
        // Not at once: whoever hears of it may send the next statement, in the midst of what happens here.
        agenda.at(Instant.ofEpochMilli(statement.finish()), () -> left.accept(statement));
    }

    @Override
    public void metered(Truth truth) {
        truths.add(Consumption.of(truth, spec.sku(), asked::get));
        asked.keySet().retainAll(inside.keySet());
        Instant hour = Instant.ofEpochMilli(truth.hourStart());
        rows.bill(
                spec.sku().name(),
                "SQL",
                truth.quantity(),
                hour,
                hour.plus(1, ChronoUnit.HOURS),
                tags(),
                Json.object()
                        .put("warehouse_id", id)
                        .put("node_type", spec.size().nodeType()),
                creator,
                spec.isServerless());
    }

    private Map<String, String> tags() {
        Map<String, String> tags = new LinkedHashMap<>();
        new Fields(settings)
                .object("tags")
                .objects("custom_tags")
                .forEach(tag -> tags.put(tag.text("key", ""), tag.text("value", "")));
        return tags;
    }

    /** A row of compute.warehouses. It has a {@code delete_time} when the warehouse is gone. */
    void row(Instant changed, Instant deleted) {
        ObjectNode row = Rows.row()
                .put("warehouse_id", id)
                .put("warehouse_name", name())
                .put("warehouse_type", spec.isServerless() ? "SERVERLESS" : "PRO")
                .put("warehouse_channel", "CURRENT")
                .put("warehouse_size", spec.size().label())
                .put("min_clusters", spec.minClusters())
                .put("max_clusters", spec.maxClusters())
                .put("auto_stop_minutes", spec.autoStopMillis() / MINUTE)
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
        return spec.name();
    }

    ObjectNode json(String host) {
        ObjectNode json = settings.deepCopy();
        String state = physics.clusters() > 0 ? "RUNNING" : physics.isStarting() ? "STARTING" : "STOPPED";
        json.put("id", id)
                .put("cluster_size", Sizes.apiName(spec.size()))
                .put("creator_name", creator)
                .put("state", state)
                .put("num_clusters", physics.clusters())
                .put("num_active_sessions", 0)
                .put("min_num_clusters", spec.minClusters())
                .put("max_num_clusters", spec.maxClusters())
                .put("auto_stop_mins", spec.autoStopMillis() / MINUTE)
                .put("enable_serverless_compute", spec.isServerless())
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
