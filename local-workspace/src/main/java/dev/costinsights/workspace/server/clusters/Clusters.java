package dev.costinsights.workspace.server.clusters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.activity.Agenda;
import dev.costinsights.workspace.server.activity.Rows;
import dev.costinsights.workspace.server.activity.Truths;
import dev.costinsights.workspace.server.http.ApiError;
import dev.costinsights.workspace.server.http.Call;
import dev.costinsights.workspace.server.http.Fields;
import dev.costinsights.workspace.server.http.Json;
import dev.costinsights.workspace.server.http.Limits;
import dev.costinsights.workspace.server.http.Page;
import dev.costinsights.workspace.server.http.Reply;
import dev.costinsights.workspace.server.http.Router;
import dev.costinsights.workspace.simulation.jobs.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The Clusters API, 2.1 and 2.0. */
public final class Clusters {
    private static final int USUAL_PAGE = 20;
    private static final int LARGEST_PAGE = 100;
    private static final int LARGEST_EVENTS = 500;

    private final Agenda agenda;
    private final Rows rows;
    private final Truths truths;
    private final long seed;
    private final Map<String, Cluster> all = new LinkedHashMap<>();

    public Clusters(Agenda agenda, Rows rows, Truths truths, long seed) {
        this.agenda = agenda;
        this.rows = rows;
        this.truths = truths;
        this.seed = seed;
    }

    /** A task runs on one that exists, which starts when it is off; returns what cancels the task's work. */
    public Runnable run(String id, Task task, Work work, Instant now, Consumer<Work> ended) {
        synchronized (agenda) {
            return get(id).run(task, work, now, ended);
        }
    }

    private Cluster get(String id) {
        Cluster cluster = all.get(id);
        if (cluster == null) {
            throw ApiError.missing("Cluster " + id + " does not exist");
        }
        return cluster;
    }

    public void addTo(Router router) {
        for (String version : List.of("2.1", "2.0")) {
            String path = "/api/" + version + "/clusters";
            router.post(path + "/create", this::create);
            router.post(path + "/edit", this::edit);
            router.get(path + "/get", this::get);
            router.get(path + "/list", this::list);
            router.post(path + "/events", this::events);
            router.post(path + "/start", call -> change(call, Cluster::start));
            router.post(
                    path + "/restart",
                    call -> change(call, (cluster, now) -> {
                        cluster.stop(now);
                        cluster.start(now);
                    }));
            router.post(path + "/delete", call -> change(call, Cluster::stop));
            router.post(
                    path + "/permanent-delete",
                    call -> change(call, (cluster, now) -> {
                        cluster.stop(now);
                        all.remove(cluster.id);
                    }));
        }
    }

    private Reply change(Call call, BiConsumer<Cluster, Instant> change) {
        String id = call.json().required("cluster_id");
        synchronized (agenda) {
            Instant now = agenda.settle();
            change.accept(get(id), now);
            return Reply.empty();
        }
    }

    private Reply create(Call call) {
        Fields body = call.json();
        body.required("spark_version");
        Limits.cluster("cluster", body);
        synchronized (agenda) {
            Instant now = agenda.settle();
            String number = rows.id("cluster");
            String id = "1101-" + number.substring(0, 6) + '-' + number.substring(24, 32);
            all.put(id, new Cluster(id, body.node(), call.user(), seed, now, agenda, rows, truths));
            return Reply.json(Json.object().put("cluster_id", id));
        }
    }

    private Reply edit(Call call) {
        Fields body = call.json();
        Limits.cluster("cluster", body);
        synchronized (agenda) {
            Instant now = agenda.settle();
            get(body.required("cluster_id")).change(body.node(), now);
            return Reply.empty();
        }
    }

    private Reply get(Call call) {
        synchronized (agenda) {
            agenda.settle();
            return Reply.json(get(call.parameters().required("cluster_id")).json());
        }
    }

    private Reply list(Call call) {
        Fields query = call.parameters();
        synchronized (agenda) {
            agenda.settle();
            Page<Cluster> page = Page.of(
                    new ArrayList<>(all.values()),
                    query.text("page_token", ""),
                    query.number("page_size", USUAL_PAGE, 1, LARGEST_PAGE));
            return Reply.json(page.json("clusters", Cluster::json));
        }
    }

    private Reply events(Call call) {
        Fields body = call.json();
        synchronized (agenda) {
            Instant now = agenda.settle();
            List<ObjectNode> events = get(body.required("cluster_id")).events(now);
            Page<ObjectNode> page =
                    Page.of(events, body.text("page_token", ""), body.number("limit", 50, 1, LARGEST_EVENTS));
            return Reply.json(page.json("events", event -> event).put("total_count", events.size()));
        }
    }
}
