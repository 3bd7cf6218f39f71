package dev.costinsights.workspace.server.clusters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.server.activity.Agenda;
import dev.costinsights.workspace.server.activity.Rows;
import dev.costinsights.workspace.server.activity.Truths;
import dev.costinsights.workspace.server.http.Fields;
import dev.costinsights.workspace.server.http.Json;
import dev.costinsights.workspace.simulation.company.Consumption;
import dev.costinsights.workspace.simulation.jobs.ClusterSpec;
import dev.costinsights.workspace.simulation.jobs.UsageTruth;
import dev.costinsights.workspace.simulation.jobs.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** An all-purpose cluster, which tasks of runs share. Guarded by the agenda's lock. */
final class Cluster implements Nodes.Owner {
    private static final String SKU = "ENTERPRISE_ALL_PURPOSE_COMPUTE";
    private static final int USUAL_IDLE_MINUTES = 120;

    final String id;
    private final String creator;
    private final Instant created;
    private final long seed;
    private final Agenda agenda;
    private final Rows rows;
    private final Truths truths;
    private final List<ObjectNode> events = new ArrayList<>();
    private final Map<String, Task> tasks = new HashMap<>();
    private ObjectNode described;
    private ClusterSpec spec;
    private Nodes nodes;
    private Instant started;
    private Instant terminated;

    Cluster(
            String id,
            ObjectNode described,
            String creator,
            long seed,
            Instant now,
            Agenda agenda,
            Rows rows,
            Truths truths) {
        this.id = id;
        this.creator = creator;
        this.created = now;
        this.seed = seed;
        this.agenda = agenda;
        this.rows = rows;
        this.truths = truths;
        become(described);
        event("CREATING", now);
        row(now, null);
        start(now);
    }

    private void become(ObjectNode newly) {
        described = newly;
        Duration idle = Duration.ofMinutes(idleMinutes());
        spec = Specs.of(described, id, name(), creator, idle);
        nodes = new Nodes(spec, Rng.of(seed, "launched-cluster " + id + events.size()), agenda, this);
    }

    private int idleMinutes() {
        return described.path("autotermination_minutes").asInt(USUAL_IDLE_MINUTES);
    }

    void start(Instant now) {
        if (!nodes.isUp() && !nodes.isStarting()) {
            starting(now);
            nodes.start(now);
        }
    }

    private void starting(Instant now) {
        started = now;
        terminated = null;
        event("STARTING", now);
    }

    /** Starts when it is off; returns what cancels the work. */
    Runnable run(Task task, Work work, Instant now, Consumer<Work> ended) {
        tasks.put(work.id(), task);
        if (!nodes.isUp() && !nodes.isStarting()) {
            starting(now);
        }
        Nodes of = nodes;
        of.run(work, now, ended);
        return () -> of.cancel(work, agenda.now());
    }

    void stop(Instant now) {
        nodes.stop(now);
    }

    /** One that is on starts anew. */
    void change(ObjectNode newly, Instant now) {
        boolean isOn = nodes.isUp() || nodes.isStarting();
        nodes.stop(now);
        become(newly);
        event("EDITED", now);
        row(now, null);
        if (isOn) {
            start(now);
        }
    }

    @Override
    public void up(Instant now) {
        event("RUNNING", now);
    }

    @Override
    public void down(Instant now) {
        terminated = now;
        event("TERMINATING", now);
        events.get(events.size() - 1).putObject("details").putObject("reason").put("code", "INACTIVITY");
        row(now, now);
    }

    @Override
    public void metered(UsageTruth usage) {
        List<Consumption> parts = new ArrayList<>();
        usage.consumed().forEach((work, micros) -> {
            Task task = tasks.get(work);
            if (micros > 0) {
                parts.add(Consumption.of(usage, SKU, task.run(), null, "JOB_TASK_RUN", work, task.asked(), micros));
            }
        });
        if (usage.idle() > 0) {
            parts.add(Consumption.of(usage, SKU, null, null, null, null, null, usage.idle()));
        }
        truths.add(parts);
        ObjectNode metadata = Json.object()
                .put("cluster_id", id)
                .put("node_type", usage.nodeType().name());
        rows.bill(SKU, "ALL_PURPOSE", usage, new Fields(described).map("custom_tags"), metadata, creator);
    }

    String name() {
        return described.path("cluster_name").asText("");
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
        ObjectNode row = Specs.row(spec, described, created, changed, new Fields(described).map("custom_tags"))
                .put("auto_termination_minutes", idleMinutes())
                .put("cluster_source", "API");
        if (deleted != null) {
            row.put("delete_time", deleted.toString());
        }
        rows.add("compute.clusters", row);
    }

    ObjectNode json() {
        ObjectNode json = described.deepCopy();
        String state = nodes.isUp() ? "RUNNING" : nodes.isStarting() ? "PENDING" : "TERMINATED";
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
        json.set("spec", described);
        return json;
    }
}
