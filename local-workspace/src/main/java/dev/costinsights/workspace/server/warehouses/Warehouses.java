package dev.costinsights.workspace.server.warehouses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.activity.Account;
import dev.costinsights.workspace.server.activity.Agenda;
import dev.costinsights.workspace.server.activity.Rows;
import dev.costinsights.workspace.server.activity.Truths;
import dev.costinsights.workspace.server.http.ApiError;
import dev.costinsights.workspace.server.http.Call;
import dev.costinsights.workspace.server.http.Fields;
import dev.costinsights.workspace.server.http.Json;
import dev.costinsights.workspace.server.http.Page;
import dev.costinsights.workspace.server.http.Reply;
import dev.costinsights.workspace.server.http.Router;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** The SQL Warehouses API. */
public final class Warehouses {
    private static final String PATH = "/api/2.0/sql/warehouses";
    private static final int LARGEST_PAGE = 1_000;

    private final Agenda agenda;
    private final Rows rows;
    private final Truths truths;
    private final long seed;
    private final Random random;
    private final Supplier<String> host;
    private final Map<String, Warehouse> all = new LinkedHashMap<>();

    /** @param host of the server, with its port */
    public Warehouses(Agenda agenda, Rows rows, Truths truths, long seed, Supplier<String> host) {
        this.agenda = agenda;
        this.rows = rows;
        this.truths = truths;
        this.seed = seed;
        this.random = new Random(seed ^ 0x5748);
        this.host = host;
    }

    /** Makes one and returns its id. */
    public String create(ObjectNode settings, String creator) {
        synchronized (agenda) {
            Instant now = agenda.settle();
            Sizes.of(settings.path("cluster_size").asText(Sizes.USUAL));
            String id = String.format("%016x", random.nextLong());
            Warehouse warehouse = new Warehouse(id, settings, creator, seed, agenda, rows, truths);
            all.put(id, warehouse);
            warehouse.row(now, null);
            return id;
        }
    }

    /** @throws ApiError when there is none of this id */
    public void require(String id) {
        get(id);
    }

    Warehouse get(String id) {
        synchronized (agenda) {
            Warehouse warehouse = all.get(id);
            if (warehouse == null) {
                throw ApiError.missing("SQL warehouse " + id + " does not exist at all in the database");
            }
            return warehouse;
        }
    }

    Optional<Warehouse> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    Collection<Warehouse> all() {
        return all.values();
    }

    public void addTo(Router router) {
        router.post(PATH, call -> {
            Fields body = call.json();
            body.required("name");
            synchronized (agenda) {
                if (all.values().stream().anyMatch(other -> other.name().equals(body.required("name")))) {
                    throw ApiError.conflict(
                            "RESOURCE_ALREADY_EXISTS",
                            "A SQL warehouse with the name '" + body.required("name") + "' exists already");
                }
                return Reply.json(Json.object().put("id", create(body.node(), call.user())));
            }
        });
        router.get(PATH, this::list);
        router.get(PATH + "/{id}", call -> {
            synchronized (agenda) {
                agenda.settle();
                return Reply.json(get(call.variable("id")).json(host.get()));
            }
        });
        router.post(PATH + "/{id}/edit", this::edit);
        router.on("DELETE", PATH + "/{id}", this::delete);
        router.post(PATH + "/{id}/start", call -> {
            synchronized (agenda) {
                get(call.variable("id")).start(agenda.settle());
                return Reply.empty();
            }
        });
        router.post(PATH + "/{id}/stop", call -> {
            synchronized (agenda) {
                get(call.variable("id")).stop(agenda.settle());
                return Reply.empty();
            }
        });
    }

    private Reply list(Call call) {
        Fields query = call.parameters();
        synchronized (agenda) {
            agenda.settle();
            List<Warehouse> list = new ArrayList<>(all.values());
            Page<Warehouse> page = Page.of(
                    list, query.text("page_token", ""), query.number("page_size", LARGEST_PAGE, 1, LARGEST_PAGE));
            return Reply.json(page.json("warehouses", warehouse -> warehouse.json(host.get())));
        }
    }

    private Reply edit(Call call) {
        Fields body = call.json();
        synchronized (agenda) {
            Instant now = agenda.settle();
            Sizes.of(body.text("cluster_size", Sizes.USUAL));
            get(call.variable("id")).change(body.node(), now);
            return Reply.empty();
        }
    }

    private Reply delete(Call call) {
        synchronized (agenda) {
            Instant now = agenda.settle();
            Warehouse warehouse = get(call.variable("id"));
            warehouse.stop(now);
            warehouse.row(now, now);
            all.remove(warehouse.id);
            return Reply.empty();
        }
    }

    /** What a workspace has from the beginning. */
    public static ObjectNode starter() {
        return Json.object()
                .put("name", "Serverless Starter Warehouse")
                .put("cluster_size", "Small")
                .put("auto_stop_mins", 10)
                .put("creator_name", Account.USER);
    }
}
