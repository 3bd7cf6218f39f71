package dev.costinsights.workspace.server.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.http.ApiError;
import dev.costinsights.workspace.server.http.Call;
import dev.costinsights.workspace.server.http.Fields;
import dev.costinsights.workspace.server.http.Page;
import dev.costinsights.workspace.server.http.Reply;
import dev.costinsights.workspace.server.http.Router;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Bundle deployments, their versions and what each version did to which resource. Any thread. */
public final class Bundles {
    private static final String PATH = "/api/2.0/bundle/deployments";
    private static final int USUAL_PAGE = 50;
    private static final int LARGEST_PAGE = 1_000;

    private final Clock clock;
    private final Supplier<String> ids;
    /** By resource name: deployments/d, deployments/d/versions/1, .../operations/o, deployments/d/resources/r. */
    private final Map<String, ObjectNode> all = new LinkedHashMap<>();

    public Bundles(Clock clock, Supplier<String> ids) {
        this.clock = clock;
        this.ids = ids;
    }

    public void addTo(Router router) {
        router.post(PATH, this::createDeployment);
        router.get(PATH, call -> list(call, "deployments/", "deployments"));
        router.get(PATH + "/{d}", call -> Reply.json(get("deployments/" + call.variable("d"))));
        router.on("DELETE", PATH + "/{d}", this::destroy);
        router.post(PATH + "/{d}/versions", this::createVersion);
        router.get(PATH + "/{d}/versions", call -> list(call, parent(call) + "/versions/", "versions"));
        router.get(PATH + "/{d}/versions/{v}", call -> Reply.json(get(version(call))));
        router.post(PATH + "/{d}/versions/{v}/heartbeat", call -> {
            get(version(call));
            return Reply.empty();
        });
        router.post(PATH + "/{d}/versions/{v}/complete", this::complete);
        router.post(PATH + "/{d}/versions/{v}/operations", this::createOperation);
        router.get(
                PATH + "/{d}/versions/{v}/operations",
                call -> list(call, version(call) + "/operations/", "operations"));
        router.get(
                PATH + "/{d}/versions/{v}/operations/{o}",
                call -> Reply.json(get(version(call) + "/operations/" + call.variable("o"))));
        router.on("PATCH", PATH + "/{d}/versions/{v}/operations/{o}", this::changeOperation);
        router.get(PATH + "/{d}/resources", call -> list(call, parent(call) + "/resources/", "resources"));
        router.get(
                PATH + "/{d}/resources/{r}",
                call -> Reply.json(get(parent(call) + "/resources/" + call.variable("r"))));
    }

    private static String parent(Call call) {
        return "deployments/" + call.variable("d");
    }

    private static String version(Call call) {
        return parent(call) + "/versions/" + call.variable("v");
    }

    private synchronized ObjectNode get(String name) {
        ObjectNode found = all.get(name);
        if (found == null) {
            throw ApiError.missing(name + " does not exist");
        }
        return found;
    }

    /** Children of a name, not their children. */
    private synchronized Reply list(Call call, String prefix, String field) {
        Fields query = call.parameters();
        if (!prefix.equals("deployments/")) {
            get(parent(call));
        }
        List<ObjectNode> children = new ArrayList<>();
        all.forEach((name, node) -> {
            if (name.startsWith(prefix) && name.indexOf('/', prefix.length()) < 0) {
                children.add(node);
            }
        });
        Page<ObjectNode> page =
                Page.of(children, query.text("page_token", ""), query.number("page_size", USUAL_PAGE, 1, LARGEST_PAGE));
        return Reply.json(page.json(field, node -> node));
    }

    private synchronized Reply createDeployment(Call call) {
        ObjectNode node = call.json().node();
        String id = call.parameters()
                .text("deployment_id", node.path("deployment_id").asText(""));
        String name = "deployments/" + (id.isEmpty() ? ids.get() : id);
        absent(name);
        node.remove("deployment_id");
        node.put("name", name).put("status", "DEPLOYMENT_STATUS_ACTIVE").put("created_by", call.user());
        stamp(node, "create_time").put("updated_by", call.user());
        stamp(node, "update_time");
        all.put(name, node);
        return Reply.json(node);
    }

    private synchronized Reply destroy(Call call) {
        ObjectNode node = get(parent(call));
        node.put("status", "DEPLOYMENT_STATUS_DELETED").put("destroyed_by", call.user());
        stamp(node, "destroy_time");
        return Reply.empty();
    }

    private synchronized Reply createVersion(Call call) {
        ObjectNode deployment = get(parent(call));
        ObjectNode node = call.json().node();
        String id = call.parameters().text("version_id", node.path("version_id").asText(""));
        if (id.isEmpty()) {
            id = String.valueOf(deployment.path("last_version_id").asInt(0) + 1);
        }
        String name = parent(call) + "/versions/" + id;
        absent(name);
        node.put("name", name)
                .put("version_id", id)
                .put("status", "VERSION_STATUS_IN_PROGRESS")
                .put("created_by", call.user());
        if (deployment.has("last_version_id")) {
            node.put("previous_version_id", deployment.get("last_version_id").asText());
        }
        stamp(node, "create_time");
        all.put(name, node);
        deployment.put("last_version_id", id);
        for (String inherited :
                List.of("git_info", "workspace_info", "target_name", "deployment_mode", "display_name")) {
            if (node.has(inherited)) {
                deployment.set(inherited, node.get(inherited));
            }
        }
        stamp(deployment, "update_time");
        return Reply.json(node);
    }

    private synchronized Reply complete(Call call) {
        ObjectNode node = get(version(call));
        String reason = call.json().text("completion_reason", "VERSION_COMPLETE_SUCCESS");
        node.put("status", "VERSION_STATUS_COMPLETED")
                .put("completion_reason", reason)
                .put("completed_by", call.user());
        stamp(node, "complete_time");
        if (reason.contains("SUCCESS")) {
            get(parent(call)).put("last_successful_version_id", call.variable("v"));
        }
        return Reply.json(node);
    }

    private synchronized Reply createOperation(Call call) {
        get(version(call));
        ObjectNode node = call.json().node();
        String key =
                call.parameters().text("resource_key", node.path("resource_key").asText(""));
        if (key.isEmpty()) {
            throw ApiError.invalid("Missing required field: resource_key");
        }
        String name = version(call) + "/operations/" + key;
        absent(name);
        node.put("name", name).put("resource_key", key);
        stamp(node, "create_time");
        all.put(name, node);
        resource(call, key, node);
        return Reply.json(node);
    }

    private synchronized Reply changeOperation(Call call) {
        String key = call.variable("o");
        ObjectNode node = get(version(call) + "/operations/" + key);
        node.setAll(call.json().node());
        resource(call, key, node);
        return Reply.json(node);
    }

    /** A resource is what the last operation on it says. */
    private void resource(Call call, String key, ObjectNode operation) {
        String name = parent(call) + "/resources/" + key;
        if (operation.path("action_type").asText().endsWith("DELETE")) {
            all.remove(name);
            return;
        }
        ObjectNode node = operation.deepCopy();
        node.put("name", name).put("resource_key", key).put("last_version_id", call.variable("v"));
        node.set("last_action_type", operation.path("action_type"));
        if (!node.has("resource_type")) {
            node.put("resource_type", type(key));
        }
        stamp(node, "update_time");
        all.put(name, node);
    }

    private static String type(String key) {
        return key.startsWith("pipelines.") ? "DEPLOYMENT_RESOURCE_TYPE_PIPELINE" : "DEPLOYMENT_RESOURCE_TYPE_JOB";
    }

    private void absent(String name) {
        if (all.containsKey(name)) {
            throw ApiError.conflict("RESOURCE_ALREADY_EXISTS", name + " exists already");
        }
    }

    private ObjectNode stamp(ObjectNode node, String field) {
        return node.put(field, clock.instant().toString());
    }
}
