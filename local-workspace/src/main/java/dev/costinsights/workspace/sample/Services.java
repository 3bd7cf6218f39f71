package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.company.Names;
import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.company.SkuKind;
import dev.costinsights.workspace.company.Workspace;
import dev.costinsights.workspace.tables.Json;
import java.math.BigDecimal;
import java.util.List;

/** The usage of what runs as a service: endpoints, search, agents, apps, databases, assistants. Hour by hour, at random. */
final class Services {
    private final List<Endpoint> endpoints;
    private final Window window;
    private final Meter meter;
    private final UsageWriter usage;
    private final Rng rng;

    Services(List<Endpoint> endpoints, Window window, long seed, Meter meter, UsageWriter usage) {
        this.endpoints = endpoints;
        this.window = window;
        this.meter = meter;
        this.usage = usage;
        this.rng = Rng.of(seed, "services");
    }

    void write() {
        for (long i = (long) meter.rows(ProductLine.ENDPOINTS); i > 0; i--) {
            endpoint();
        }
        for (long i = (long) meter.rows(ProductLine.APPS); i > 0; i--) {
            app();
        }
        for (long i = (long) meter.rows(ProductLine.DATABASES); i > 0; i--) {
            database();
        }
        for (long i = (long) meter.rows(ProductLine.ASSISTANTS); i > 0; i--) {
            assistant();
        }
    }

    private void endpoint() {
        Endpoint endpoint = rng.pick(endpoints);
        Workspace workspace = endpoint.workspace();
        int kind = rng.below(100);
        if (kind < 55) {
            usage.write(record(workspace, SkuKind.INFERENCE, ProductLine.ENDPOINTS, "MODEL_SERVING")
                    .withTags(rng.chance(0.55) ? Json.object("team", rng.pick(Company.TEAMS)) : "{}")
                    .withMetadata("endpoint_name", endpoint.name(), "endpoint_id", endpoint.id())
                    .withCreator(endpoint.creator())
                    .withFeatures(Json.object("serving_type", "MODEL")));
        } else if (kind < 68) {
            usage.write(record(workspace, SkuKind.INFERENCE, ProductLine.ENDPOINTS, "VECTOR_SEARCH")
                    .withMetadata(
                            "endpoint_name", "search-" + endpoint.index(), "endpoint_id", endpoint.servedEntityId()));
        } else if (kind < 78) {
            String gateway = Json.object(
                    "endpoint_name",
                    endpoint.name(),
                    "endpoint_id",
                    endpoint.id(),
                    "destination_model",
                    "claude-sonnet");
            usage.write(record(workspace, SkuKind.ANTHROPIC, ProductLine.ENDPOINTS, "AI_GATEWAY")
                    .withUsageType("TOKEN")
                    .withMetadataJson(new Json()
                            .open()
                            .field("endpoint_name", endpoint.name())
                            .field("endpoint_id", endpoint.id())
                            .raw("ai_gateway", gateway)
                            .close())
                    .withRunAs(rng.pick(Company.PEOPLE)));
        } else if (kind < 90) {
            usage.write(record(workspace, SkuKind.ANTHROPIC, ProductLine.ENDPOINTS, "AI_FUNCTIONS")
                    .withUsageType("TOKEN")
                    .withMetadata("endpoint_name", "databricks-ai-query", "endpoint_id", endpoint.id())
                    .withRunAs(rng.pick(Company.PEOPLE))
                    .withFeatures("{\"ai_functions\":{\"ai_function\":\"AI_QUERY\"}}"));
        } else if (kind < 96) {
            usage.write(record(workspace, SkuKind.INFERENCE, ProductLine.ENDPOINTS, "AGENT_BRICKS")
                    .withMetadata("agent_bricks_id", endpoint.servedEntityId())
                    .withCreator(endpoint.creator()));
        } else {
            usage.write(record(workspace, SkuKind.TRAINING, ProductLine.ENDPOINTS, "FOUNDATION_MODEL_TRAINING")
                    .withUsageType("GPU_TIME")
                    .withMetadata("run_name", "finetune-" + rng.pick(Names.MODELS))
                    .withRunAs(rng.pick(Company.PEOPLE)));
        }
    }

    private void app() {
        int app = rng.below(9);
        String name = app == 5 ? "+1-2 \u0001 app" : "app-" + Names.MODELS.get(app);
        usage.write(record(Company.WORKSPACES.get(app % 4), SkuKind.ALL_PURPOSE_SERVERLESS, ProductLine.APPS, "APPS")
                .withMetadata("app_id", "a0" + app + "4b1c2d3e4f506", "app_name", name)
                .withCreator(Company.PEOPLE.get(app)));
    }

    private void database() {
        int database = rng.below(6);
        Workspace workspace = Company.WORKSPACES.get(database % 4);
        if (database < 3) {
            usage.write(record(workspace, SkuKind.DATABASE, ProductLine.DATABASES, "DATABASE")
                    .withMetadata("database_instance_id", "d4c3b2a1-0000-4000-8000-00000000000" + database)
                    .withTags(Json.object("team", Company.TEAMS.get(database))));
        } else {
            usage.write(record(workspace, SkuKind.DATABASE, ProductLine.DATABASES, "LAKEBASE")
                    .withMetadata("project_id", "project-" + database, "branch_id", "main"));
        }
    }

    private void assistant() {
        Workspace workspace = rng.pick(Company.WORKSPACES);
        int kind = rng.below(10);
        if (kind == 0) {
            usage.write(record(workspace, SkuKind.GENIE_FREE, ProductLine.ASSISTANTS, "GENIE")
                    .withUsageType("ANSWER")
                    .withMetadataJson("{\"genie\":{\"surface\":\"GENIE_CODE\",\"channel\":\"UI\"}}")
                    .withRunAs(rng.pick(Company.PEOPLE)));
        } else if (kind == 1) {
            usage.write(record(workspace, SkuKind.UNLISTED, ProductLine.ASSISTANTS, "SUPERVISOR_AGENT")
                    .withMetadata("supervisor_agent_id", "5a5a0000-0000-4000-8000-000000000001")
                    .withCreator(rng.pick(Company.PEOPLE)));
        } else {
            usage.write(record(workspace, SkuKind.ANTHROPIC, ProductLine.ASSISTANTS, "GENIE")
                    .withUsageType("ANSWER")
                    .withMetadataJson(
                            "{\"genie\":{\"surface\":\"GENIE_AGENTS\",\"channel\":\"UI\",\"agent_id\":\"01ef00000000"
                                    + (1000 + rng.below(20)) + "\"}}")
                    .withRunAs(rng.pick(Company.PEOPLE)));
        }
    }

    private UsageRecord record(Workspace workspace, SkuKind kind, ProductLine line, String product) {
        long hour = window.start() + rng.below(window.hours()) * Window.HOUR;
        BigDecimal quantity = meter.quantity(rng, line, kind, workspace);
        return UsageRecord.of(workspace, kind, hour, hour + Window.HOUR, quantity, product);
    }
}
