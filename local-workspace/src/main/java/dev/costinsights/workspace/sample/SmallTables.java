package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.company.Workspace;
import dev.costinsights.workspace.tables.Json;
import dev.costinsights.workspace.tables.RowWriter;
import java.util.List;

/** Rows of access.workspaces_latest, serving.served_entities and serving.endpoint_usage. */
final class SmallTables {
    private static final long CREATED_BEFORE = 400 * Window.DAY;
    private static final int REQUESTS_PER_DAY = 20;

    private SmallTables() {}

    static void workspaces(Window window, RowWriter rows) {
        for (Workspace workspace : Company.WORKSPACES) {
            String host = workspace.isAzure()
                    ? "adb-" + workspace.id() + ".9.azuredatabricks.net"
                    : workspace.name() + ".cloud.databricks.com";
            rows.set("account_id", Company.ACCOUNT_ID)
                    .set("workspace_id", workspace.id())
                    .set("workspace_name", workspace.name())
                    .set("workspace_url", "https://" + host)
                    .setTime("create_time", window.start() - CREATED_BEFORE)
                    .set("status", "RUNNING")
                    .end();
        }
    }

    static void servedEntities(List<Endpoint> endpoints, Window window, RowWriter rows, TrapCounts traps) {
        for (Endpoint endpoint : endpoints) {
            if (endpoint.index() == 4) {
                traps.count(Trap.ODD_NAME);
            }
            rows.set("served_entity_id", endpoint.servedEntityId())
                    .set("account_id", Company.ACCOUNT_ID)
                    .set("workspace_id", endpoint.workspace().id())
                    .set("created_by", endpoint.creator())
                    .set("endpoint_name", endpoint.name())
                    .set("endpoint_id", endpoint.id())
                    .set("served_entity_name", endpoint.name() + "-1")
                    .set("entity_type", "CUSTOM_MODEL")
                    .set("entity_name", "main.models.m" + endpoint.index())
                    .set("entity_version", "3")
                    .set("endpoint_config_version", 2L)
                    .set(
                            "custom_model_config",
                            "{\"min_concurrency\":0,\"max_concurrency\":4,\"compute_type\":\"CPU\"}")
                    .setTime("change_time", window.start() - CREATED_BEFORE / 10)
                    .end();
        }
    }

    static void endpointUsage(List<Endpoint> endpoints, Window window, long seed, RowWriter rows) {
        for (Endpoint endpoint : endpoints) {
            Rng rng = Rng.of(seed, "requests", endpoint.index());
            for (int i = 0; i < window.days() * REQUESTS_PER_DAY; i++) {
                long input = rng.between(20, 6_000);
                rows.set("workspace_id", endpoint.workspace().id())
                        .set("account_id", Company.ACCOUNT_ID)
                        .set("client_request_id", rng.chance(0.3) ? rng.uuid() : null)
                        .set("databricks_request_id", rng.uuid())
                        .set("requester", rng.pick(Company.PEOPLE))
                        .set("status_code", rng.chance(0.97) ? 200L : 429L)
                        .setTime("request_time", window.start() + rng.below(window.end() - window.start()))
                        .set("input_token_count", input)
                        .set("output_token_count", input / 5)
                        .set("input_character_count", input * 4)
                        .set("output_character_count", input * 4 / 5)
                        .set("usage_context", rng.chance(0.4) ? Json.object("project", rng.pick(Company.TEAMS)) : "{}")
                        .set("request_streaming", rng.chance(0.5))
                        .set("served_entity_id", endpoint.servedEntityId())
                        .end();
            }
        }
    }
}
