package dev.costinsights.workspace.server.objects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.activity.Account;
import dev.costinsights.workspace.server.http.Json;
import dev.costinsights.workspace.server.http.Reply;
import dev.costinsights.workspace.server.http.Router;
import java.util.Map;

/** What clients ask when they start: where they are, and who. */
public final class Basics {
    private Basics() {}

    public static void addTo(Router router) {
        router.get(
                "/.well-known/databricks-config",
                call -> Reply.json(Json.object().put("workspace_id", Account.WORKSPACE_ID)));
        router.get("/api/2.0/preview/scim/v2/Me", call -> {
            ObjectNode me = Json.object()
                    .put("id", String.valueOf(Account.USER_ID))
                    .put("userName", call.user())
                    .put("displayName", call.user())
                    .put("active", true);
            me.putArray("emails").addObject().put("value", call.user()).put("primary", true);
            me.putArray("groups").addObject().put("display", "admins").put("type", "direct");
            return Reply.json(me).with(Map.of("x-databricks-org-id", Account.WORKSPACE_ID));
        });
        router.get("/api/2.0/token/list", call -> {
            ObjectNode tokens = Json.object();
            tokens.putArray("token_infos")
                    .addObject()
                    .put("token_id", "the-token-in-use")
                    .put("comment", "local workspace")
                    .put("creation_time", 0)
                    .put("expiry_time", -1);
            return Reply.json(tokens);
        });
        router.get(
                "/api/2.1/unity-catalog/current-metastore-assignment",
                call -> Reply.json(Json.object()
                        .put("metastore_id", "5d1f6a70-3c2b-4e19-8a77-0b9c8d7e6f51")
                        .put("workspace_id", Account.WORKSPACE_ID)
                        .put("default_catalog_name", "main")));
        router.get("/api/2.0/workspace-conf", call -> Reply.empty());
    }
}
