package dev.costinsights.workspace.server.pipelines;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.http.ApiError;
import dev.costinsights.workspace.server.http.Call;
import dev.costinsights.workspace.server.http.Fields;
import dev.costinsights.workspace.server.http.Json;
import dev.costinsights.workspace.server.http.Limits;
import dev.costinsights.workspace.server.http.Page;
import dev.costinsights.workspace.server.http.Reply;
import dev.costinsights.workspace.server.http.Router;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The paths of the Pipelines API. */
public final class PipelineRoutes {
    private static final String PATH = "/api/2.0/pipelines";
    private static final int USUAL_PAGE = 25;
    private static final int LARGEST_PAGE = 100;
    private static final int LARGEST_EVENTS = 250;
    private static final Pattern NAME_FILTER = Pattern.compile("(?i)\\s*name\\s+like\\s+'(.*)'\\s*");

    private final Pipelines pipelines;

    public PipelineRoutes(Pipelines pipelines) {
        this.pipelines = pipelines;
    }

    public void addTo(Router router) {
        router.post(
                PATH,
                call -> Reply.json(Json.object().put("pipeline_id", pipelines.create(checked(call), call.user()))));
        router.get(PATH, this::list);
        router.get(PATH + "/{id}", call -> Reply.json(pipelines.json(call.variable("id"))));
        router.on("PUT", PATH + "/{id}", call -> {
            pipelines.edit(call.variable("id"), checked(call));
            return Reply.empty();
        });
        router.on("DELETE", PATH + "/{id}", call -> {
            pipelines.delete(call.variable("id"));
            return Reply.empty();
        });
        router.post(PATH + "/{id}/clone", call -> {
            ObjectNode changes = call.json().node();
            changes.remove("pipeline_id");
            return Reply.json(
                    Json.object().put("pipeline_id", pipelines.copy(call.variable("id"), changes, call.user())));
        });
        router.post(PATH + "/{id}/stop", call -> {
            pipelines.stop(call.variable("id"));
            return Reply.empty();
        });
        router.post(
                PATH + "/{id}/updates",
                call -> Reply.json(Json.object()
                        .put(
                                "update_id",
                                pipelines.start(call.variable("id"), call.json().node()))));
        router.get(PATH + "/{id}/updates", this::updates);
        router.get(
                PATH + "/{id}/updates/{update_id}",
                call -> Reply.json(Json.object()
                        .set("update", pipelines.update(call.variable("id"), call.variable("update_id")))));
        router.get(PATH + "/{id}/events", this::events);
    }

    private static ObjectNode checked(Call call) {
        Fields body = call.json();
        body.required("name");
        Limits.tags("tags", body.map("tags"), Limits.OBJECT_TAGS);
        body.objects("clusters").forEach(cluster -> Limits.cluster("clusters", cluster));
        return body.node();
    }

    private Reply list(Call call) {
        Fields query = call.parameters();
        String filter = query.text("filter", "");
        String pattern = ".*";
        if (!filter.isEmpty()) {
            Matcher matcher = NAME_FILTER.matcher(filter);
            if (!matcher.matches()) {
                throw ApiError.invalid("filter must be like \"name LIKE '%text%'\", but is " + filter);
            }
            pattern = Pattern.quote(matcher.group(1)).replace("%", "\\E.*\\Q");
        }
        Page<ObjectNode> page = Page.of(
                pipelines.list(pattern),
                query.text("page_token", ""),
                query.number("max_results", USUAL_PAGE, 1, LARGEST_PAGE));
        return Reply.json(page.json("statuses", status -> status));
    }

    private Reply updates(Call call) {
        Fields query = call.parameters();
        List<ObjectNode> updates = pipelines.updates(call.variable("id"));
        Page<ObjectNode> page = Page.of(
                updates, query.text("page_token", ""), query.number("max_results", USUAL_PAGE, 1, LARGEST_PAGE));
        ObjectNode json = page.json("updates", update -> update);
        if (!page.previous().isEmpty()) {
            json.put("prev_page_token", page.previous());
        }
        return Reply.json(json);
    }

    private Reply events(Call call) {
        Fields query = call.parameters();
        Page<ObjectNode> page = Page.of(
                pipelines.events(call.variable("id")),
                query.text("page_token", ""),
                query.number("max_results", USUAL_PAGE, 1, LARGEST_EVENTS));
        return Reply.json(page.json("events", event -> event));
    }
}
