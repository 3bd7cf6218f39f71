package dev.costinsights.workspace.server.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.http.ApiError;
import dev.costinsights.workspace.server.http.Call;
import dev.costinsights.workspace.server.http.Fields;
import dev.costinsights.workspace.server.http.Page;
import dev.costinsights.workspace.server.http.Reply;
import dev.costinsights.workspace.server.http.Router;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Budget policies, which are also answered under their newer name, usage policies. Any thread. */
public final class Policies {
    private static final int MOST_TAGS = 20;
    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1_000;

    private final Supplier<String> ids;
    private final Map<String, ObjectNode> all = Collections.synchronizedMap(new LinkedHashMap<>());

    public Policies(Supplier<String> ids) {
        this.ids = ids;
    }

    public void addTo(Router router) {
        for (String kind : List.of("budget-policies", "usage-policies")) {
            String path = "/api/2.1/accounts/{account_id}/" + kind;
            router.post(path, this::create);
            router.get(path, call -> {
                Fields query = call.parameters();
                Page<ObjectNode> page = Page.of(
                        List.copyOf(new ArrayList<>(all.values())),
                        query.text("page_token", ""),
                        query.number("page_size", USUAL_PAGE, 1, LARGEST_PAGE));
                return Reply.json(page.json("policies", policy -> policy));
            });
            router.get(path + "/{id}", call -> Reply.json(get(call)));
            router.on("PATCH", path + "/{id}", call -> {
                ObjectNode policy = get(call);
                ObjectNode changes = checked(call.json());
                changes.remove("policy_id");
                policy.setAll(changes);
                return Reply.json(policy);
            });
            router.on("DELETE", path + "/{id}", call -> {
                get(call);
                all.remove(call.variable("id"));
                return Reply.empty();
            });
        }
    }

    private Reply create(Call call) {
        Fields body = call.json();
        Fields policy = body.has("policy") ? body.object("policy") : body;
        ObjectNode node = checked(policy).put("policy_id", ids.get());
        all.put(node.get("policy_id").asText(), node);
        return Reply.json(node);
    }

    private static ObjectNode checked(Fields policy) {
        int tags = policy.objects("custom_tags").size();
        if (tags > MOST_TAGS) {
            throw ApiError.invalid("custom_tags may have at most " + MOST_TAGS + " entries, but has " + tags);
        }
        return policy.node();
    }

    private ObjectNode get(Call call) {
        ObjectNode policy = all.get(call.variable("id"));
        if (policy == null) {
            throw ApiError.missing("Budget policy " + call.variable("id") + " does not exist");
        }
        return policy;
    }
}
