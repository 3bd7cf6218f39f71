package dev.costinsights.core.oracle;

import static dev.costinsights.core.model.UsageKey.AGENT_BRICKS_ID;
import static dev.costinsights.core.model.UsageKey.AI_GATEWAY_ENDPOINT_ID;
import static dev.costinsights.core.model.UsageKey.AI_GATEWAY_ENDPOINT_NAME;
import static dev.costinsights.core.model.UsageKey.AI_RUNTIME_POOL_ID;
import static dev.costinsights.core.model.UsageKey.AI_RUNTIME_WORKLOAD_ID;
import static dev.costinsights.core.model.UsageKey.APP_ID;
import static dev.costinsights.core.model.UsageKey.APP_NAME;
import static dev.costinsights.core.model.UsageKey.CENTRAL_CLEAN_ROOM_ID;
import static dev.costinsights.core.model.UsageKey.CLUSTER_ID;
import static dev.costinsights.core.model.UsageKey.DATABASE_INSTANCE_ID;
import static dev.costinsights.core.model.UsageKey.DLT_MAINTENANCE_ID;
import static dev.costinsights.core.model.UsageKey.DLT_PIPELINE_ID;
import static dev.costinsights.core.model.UsageKey.DLT_UPDATE_ID;
import static dev.costinsights.core.model.UsageKey.ENDPOINT_ID;
import static dev.costinsights.core.model.UsageKey.ENDPOINT_NAME;
import static dev.costinsights.core.model.UsageKey.GENIE_AGENT_ID;
import static dev.costinsights.core.model.UsageKey.GENIE_SURFACE;
import static dev.costinsights.core.model.UsageKey.JOB_ID;
import static dev.costinsights.core.model.UsageKey.JOB_RUN_ID;
import static dev.costinsights.core.model.UsageKey.NOTEBOOK_ID;
import static dev.costinsights.core.model.UsageKey.PROJECT_ID;
import static dev.costinsights.core.model.UsageKey.RECIPIENT_ID;
import static dev.costinsights.core.model.UsageKey.RUN_NAME;
import static dev.costinsights.core.model.UsageKey.SHARING_MATERIALIZATION_ID;
import static dev.costinsights.core.model.UsageKey.SUPERVISOR_AGENT_ID;
import static dev.costinsights.core.model.UsageKey.WAREHOUSE_ID;

import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.ResourceType;
import dev.costinsights.core.model.UsageKey;
import dev.costinsights.core.model.UsageMetadata;
import dev.costinsights.core.model.UsageRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Section 3 of the method: the table of products and keys. */
final class OracleTargets {

    private static final Set<String> PLATFORM = Set.of(
            "PREDICTIVE_OPTIMIZATION",
            "NETWORKING",
            "DEFAULT_STORAGE",
            "DATA_QUALITY_MONITORING",
            "LAKEHOUSE_MONITORING",
            "DATA_CLASSIFICATION",
            "FINE_GRAINED_ACCESS_CONTROL",
            "BASE_ENVIRONMENTS",
            "EXTERNAL_COMPATIBILITY",
            "SHARED_SERVERLESS_COMPUTE");

    private static final Map<String, List<Line>> TABLE = table();

    private OracleTargets() {}

    /** How the charge of a target is divided. */
    enum Path {
        DIRECT,
        RUN_WITH_TASKS,
        SHARED_WAREHOUSE,
        SHARED_CLUSTER,
        OVERHEAD,
        OBJECT_UNKNOWN,
        UNSUPPORTED
    }

    /** @param type null where the record names no execution, as {@code resource} where it names nothing at all */
    record Target(Path path, ResourceType resource, String resourceId, ExecutionType type, String id) {}

    private record Line(UsageKey key, Path path, ResourceType resource, ExecutionType type) {}

    static Set<String> products() {
        return TABLE.keySet();
    }

    static Set<String> platformProducts() {
        return PLATFORM;
    }

    static Target of(UsageRecord record) {
        String product = record.origin().product();
        UsageMetadata keys = record.origin().metadata();
        if (PLATFORM.contains(product)) {
            return new Target(Path.OVERHEAD, ResourceType.PLATFORM, "", null, null);
        }
        if (!TABLE.containsKey(product)) {
            return new Target(Path.UNSUPPORTED, null, null, null, null);
        }
        for (Line line : TABLE.get(product)) {
            // Materialized views and streaming tables are SQL's pipelines, by their pipeline's id alone.
            boolean pipelineOfSql =
                    product.equals("SQL") && line.resource() == ResourceType.PIPELINE && !keys.has(DLT_PIPELINE_ID);
            if (keys.has(line.key()) && !pipelineOfSql) {
                return named(line, keys);
            }
        }
        return new Target(Path.OBJECT_UNKNOWN, null, null, null, null);
    }

    private static Target named(Line line, UsageMetadata keys) {
        String id = keys.get(line.key());
        ResourceType resource = line.resource();
        String resourceId = id;
        if (resource == null) {
            resource = keys.has(CLUSTER_ID) ? ResourceType.CLUSTER : ResourceType.SERVERLESS;
            resourceId = keys.has(CLUSTER_ID) ? keys.get(CLUSTER_ID) : "";
        } else if (resource == ResourceType.SERVERLESS) {
            resourceId = "";
        } else if (resource == ResourceType.PIPELINE && keys.has(DLT_PIPELINE_ID)) {
            resourceId = keys.get(DLT_PIPELINE_ID);
        }
        return new Target(line.path(), resource, resourceId, line.type(), line.type() == null ? null : id);
    }

    private static Line direct(UsageKey key, ResourceType resource, ExecutionType type) {
        return new Line(key, Path.DIRECT, resource, type);
    }

    private static Map<String, List<Line>> table() {
        Line update = direct(DLT_UPDATE_ID, ResourceType.PIPELINE, ExecutionType.PIPELINE_UPDATE);
        Line maintenance = direct(DLT_MAINTENANCE_ID, ResourceType.PIPELINE, ExecutionType.PIPELINE_MAINTENANCE);
        Line pipeline = direct(DLT_PIPELINE_ID, ResourceType.PIPELINE, ExecutionType.PIPELINE);
        Line notebook = direct(NOTEBOOK_ID, ResourceType.SERVERLESS, ExecutionType.NOTEBOOK);
        Line endpoint = direct(ENDPOINT_ID, ResourceType.ENDPOINT, ExecutionType.ENDPOINT);
        Line endpointName = direct(ENDPOINT_NAME, ResourceType.ENDPOINT, ExecutionType.ENDPOINT);
        Line gateway = direct(AI_GATEWAY_ENDPOINT_ID, ResourceType.ENDPOINT, ExecutionType.ENDPOINT);
        Line gatewayName = direct(AI_GATEWAY_ENDPOINT_NAME, ResourceType.ENDPOINT, ExecutionType.ENDPOINT);
        Line database = direct(DATABASE_INSTANCE_ID, ResourceType.DATABASE, ExecutionType.DATABASE);
        Line project = direct(PROJECT_ID, ResourceType.DATABASE, ExecutionType.DATABASE);
        Line bricks = direct(AGENT_BRICKS_ID, ResourceType.AGENT, ExecutionType.AGENT);
        Line supervisor = direct(SUPERVISOR_AGENT_ID, ResourceType.AGENT, ExecutionType.AGENT);

        Map<String, List<Line>> table = new HashMap<>();
        table.put(
                "SQL",
                List.of(
                        update,
                        maintenance,
                        pipeline,
                        new Line(WAREHOUSE_ID, Path.SHARED_WAREHOUSE, ResourceType.WAREHOUSE, null)));
        table.put(
                "JOBS",
                List.of(
                        new Line(JOB_RUN_ID, Path.RUN_WITH_TASKS, null, ExecutionType.JOB_RUN),
                        direct(JOB_ID, null, ExecutionType.JOB),
                        new Line(CLUSTER_ID, Path.SHARED_CLUSTER, ResourceType.CLUSTER, null)));
        table.put("ALL_PURPOSE", List.of(new Line(CLUSTER_ID, Path.SHARED_CLUSTER, ResourceType.CLUSTER, null)));
        for (String product : List.of("INTERACTIVE", "NOTEBOOKS")) {
            table.put(product, List.of(notebook));
        }
        for (String product : List.of("DLT", "LAKEFLOW_CONNECT", "ONLINE_TABLES")) {
            table.put(product, List.of(update, maintenance, pipeline));
        }
        table.put("VECTOR_SEARCH", List.of(endpoint, endpointName, update, maintenance, pipeline));
        for (String product : List.of("MODEL_SERVING", "AI_GATEWAY", "AGENT_EVALUATION")) {
            table.put(product, List.of(endpoint, endpointName, gateway, gatewayName));
        }
        table.put(
                "AI_FUNCTIONS",
                List.of(
                        new Line(JOB_RUN_ID, Path.RUN_WITH_TASKS, null, ExecutionType.JOB_RUN),
                        update,
                        notebook,
                        endpoint,
                        endpointName,
                        gateway,
                        gatewayName,
                        direct(WAREHOUSE_ID, ResourceType.WAREHOUSE, ExecutionType.WAREHOUSE),
                        direct(CLUSTER_ID, ResourceType.CLUSTER, ExecutionType.CLUSTER),
                        pipeline));
        table.put(
                "APPS",
                List.of(
                        direct(APP_ID, ResourceType.APP, ExecutionType.APP),
                        direct(APP_NAME, ResourceType.APP, ExecutionType.APP)));
        for (String product : List.of("DATABASE", "LAKEBASE")) {
            table.put(product, List.of(database, project, update, maintenance, pipeline));
        }
        for (String product : List.of("AGENT_BRICKS", "SUPERVISOR_AGENT")) {
            table.put(product, List.of(bricks, supervisor, endpoint, endpointName, gateway, gatewayName));
        }
        table.put(
                "GENIE",
                List.of(
                        direct(GENIE_AGENT_ID, ResourceType.AGENT, ExecutionType.GENIE),
                        direct(GENIE_SURFACE, ResourceType.AGENT, ExecutionType.GENIE)));
        table.put(
                "CLEAN_ROOM",
                List.of(direct(CENTRAL_CLEAN_ROOM_ID, ResourceType.CLEAN_ROOM, ExecutionType.CLEAN_ROOM)));
        table.put(
                "FOUNDATION_MODEL_TRAINING",
                List.of(direct(RUN_NAME, ResourceType.SERVERLESS, ExecutionType.TRAINING_RUN)));
        table.put(
                "AI_RUNTIME",
                List.of(
                        new Line(JOB_RUN_ID, Path.RUN_WITH_TASKS, ResourceType.SERVERLESS, ExecutionType.JOB_RUN),
                        notebook,
                        direct(AI_RUNTIME_WORKLOAD_ID, ResourceType.SERVERLESS, ExecutionType.AI_RUNTIME_WORKLOAD),
                        direct(AI_RUNTIME_POOL_ID, ResourceType.SERVERLESS, ExecutionType.AI_RUNTIME_WORKLOAD)));
        table.put(
                "DATA_SHARING",
                List.of(
                        direct(SHARING_MATERIALIZATION_ID, ResourceType.SHARE, ExecutionType.SHARE),
                        direct(RECIPIENT_ID, ResourceType.SHARE, ExecutionType.SHARE)));
        return Map.copyOf(table);
    }
}
