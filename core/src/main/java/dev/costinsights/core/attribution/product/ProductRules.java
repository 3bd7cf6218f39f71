package dev.costinsights.core.attribution.product;

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

import dev.costinsights.core.attribution.product.Assignment.Path;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.Resource;
import dev.costinsights.core.model.ResourceType;
import dev.costinsights.core.model.UnattributedReason;
import dev.costinsights.core.model.UsageKey;
import dev.costinsights.core.model.UsageMetadata;
import dev.costinsights.core.model.UsageOrigin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The product decides which of the ids on a record is its key; an id alone is no class, for a pipeline id stands on the
 * records of six products. The first key of the product that the record carries wins.
 */
public final class ProductRules {

    private static final Resource PLATFORM = new Resource(ResourceType.PLATFORM, "");
    private static final Resource SERVERLESS = new Resource(ResourceType.SERVERLESS, "");

    private static final Map<String, List<KeyRule>> PRODUCTS = new HashMap<>();

    static {
        List<KeyRule> pipeline = List.of(
                new KeyRule(DLT_UPDATE_ID, Path.DIRECT, ResourceType.PIPELINE, ExecutionType.PIPELINE_UPDATE),
                new KeyRule(DLT_MAINTENANCE_ID, Path.DIRECT, ResourceType.PIPELINE, ExecutionType.PIPELINE_MAINTENANCE),
                new KeyRule(DLT_PIPELINE_ID, Path.DIRECT, ResourceType.PIPELINE, ExecutionType.PIPELINE));
        List<KeyRule> endpoint = direct(ResourceType.ENDPOINT, ExecutionType.ENDPOINT, ENDPOINT_ID, ENDPOINT_NAME);
        List<KeyRule> anyEndpoint = all(
                endpoint,
                direct(
                        ResourceType.ENDPOINT,
                        ExecutionType.ENDPOINT,
                        AI_GATEWAY_ENDPOINT_ID,
                        AI_GATEWAY_ENDPOINT_NAME));
        KeyRule jobRun = new KeyRule(JOB_RUN_ID, Path.JOB_RUN, ResourceType.CLUSTER, ExecutionType.JOB_RUN);
        KeyRule notebook = new KeyRule(NOTEBOOK_ID, Path.DIRECT, ResourceType.SERVERLESS, ExecutionType.NOTEBOOK);
        KeyRule cluster = new KeyRule(CLUSTER_ID, Path.CLUSTER, ResourceType.CLUSTER, null);

        product("SQL", all(pipeline, List.of(new KeyRule(WAREHOUSE_ID, Path.WAREHOUSE, ResourceType.WAREHOUSE, null))));
        product(
                "JOBS",
                List.of(jobRun, new KeyRule(JOB_ID, Path.DIRECT, ResourceType.CLUSTER, ExecutionType.JOB), cluster));
        product("ALL_PURPOSE", List.of(cluster));
        product("INTERACTIVE", List.of(notebook));
        product("NOTEBOOKS", List.of(notebook));
        product("DLT", pipeline);
        product("LAKEFLOW_CONNECT", pipeline);
        product("ONLINE_TABLES", pipeline);
        product("VECTOR_SEARCH", all(endpoint, pipeline));
        product("MODEL_SERVING", anyEndpoint);
        product("AI_GATEWAY", anyEndpoint);
        product("AGENT_EVALUATION", anyEndpoint);
        product(
                "AI_FUNCTIONS",
                all(
                        List.of(
                                jobRun,
                                new KeyRule(
                                        DLT_UPDATE_ID,
                                        Path.DIRECT,
                                        ResourceType.PIPELINE,
                                        ExecutionType.PIPELINE_UPDATE),
                                notebook),
                        anyEndpoint,
                        direct(ResourceType.WAREHOUSE, ExecutionType.WAREHOUSE, WAREHOUSE_ID),
                        direct(ResourceType.CLUSTER, ExecutionType.CLUSTER, CLUSTER_ID),
                        direct(ResourceType.PIPELINE, ExecutionType.PIPELINE, DLT_PIPELINE_ID)));
        product("APPS", direct(ResourceType.APP, ExecutionType.APP, APP_ID, APP_NAME));
        List<KeyRule> database =
                all(direct(ResourceType.DATABASE, ExecutionType.DATABASE, DATABASE_INSTANCE_ID, PROJECT_ID), pipeline);
        product("DATABASE", database);
        product("LAKEBASE", database);
        List<KeyRule> agent =
                all(direct(ResourceType.AGENT, ExecutionType.AGENT, AGENT_BRICKS_ID, SUPERVISOR_AGENT_ID), anyEndpoint);
        product("AGENT_BRICKS", agent);
        product("SUPERVISOR_AGENT", agent);
        product("GENIE", direct(ResourceType.AGENT, ExecutionType.GENIE, GENIE_AGENT_ID, GENIE_SURFACE));
        product("CLEAN_ROOM", direct(ResourceType.CLEAN_ROOM, ExecutionType.CLEAN_ROOM, CENTRAL_CLEAN_ROOM_ID));
        product("FOUNDATION_MODEL_TRAINING", direct(ResourceType.SERVERLESS, ExecutionType.TRAINING_RUN, RUN_NAME));
        product(
                "AI_RUNTIME",
                all(
                        List.of(
                                new KeyRule(JOB_RUN_ID, Path.JOB_RUN, ResourceType.SERVERLESS, ExecutionType.JOB_RUN),
                                notebook),
                        direct(
                                ResourceType.SERVERLESS,
                                ExecutionType.AI_RUNTIME_WORKLOAD,
                                AI_RUNTIME_WORKLOAD_ID,
                                AI_RUNTIME_POOL_ID)));
        product(
                "DATA_SHARING",
                direct(ResourceType.SHARE, ExecutionType.SHARE, SHARING_MATERIALIZATION_ID, RECIPIENT_ID));
        for (String platform : List.of(
                "PREDICTIVE_OPTIMIZATION",
                "NETWORKING",
                "DEFAULT_STORAGE",
                "DATA_QUALITY_MONITORING",
                "LAKEHOUSE_MONITORING",
                "DATA_CLASSIFICATION",
                "FINE_GRAINED_ACCESS_CONTROL",
                "BASE_ENVIRONMENTS",
                "EXTERNAL_COMPATIBILITY",
                "SHARED_SERVERLESS_COMPUTE")) {
            product(platform, List.of());
        }
    }

    private ProductRules() {}

    /** Where the charges of records with this origin go. */
    public static Assignment assign(UsageOrigin origin) {
        List<KeyRule> rules = PRODUCTS.get(origin.product());
        if (rules == null) {
            return unattributed(UnattributedReason.UNSUPPORTED_PRODUCT);
        }
        if (rules.isEmpty()) {
            return new Assignment(Path.OVERHEAD, PLATFORM, null, null, null);
        }
        UsageMetadata metadata = origin.metadata();
        for (KeyRule rule : rules) {
            String id = metadata.get(rule.key());
            if (id != null) {
                return new Assignment(
                        rule.path(), resource(rule, id, metadata), rule.type(), rule.type() == null ? null : id, null);
            }
        }
        return unattributed(UnattributedReason.OBJECT_UNKNOWN);
    }

    private static Resource resource(KeyRule rule, String id, UsageMetadata metadata) {
        if (rule.resource() == ResourceType.PIPELINE) {
            // An update's record names its pipeline as well, and the pipeline is the resource.
            String pipeline = metadata.get(DLT_PIPELINE_ID);
            return new Resource(ResourceType.PIPELINE, pipeline != null ? pipeline : id);
        }
        if (rule.resource() == ResourceType.CLUSTER) {
            // A job's record names the cluster only where it ran on one.
            String cluster = metadata.get(CLUSTER_ID);
            return cluster != null ? new Resource(ResourceType.CLUSTER, cluster) : SERVERLESS;
        }
        return rule.resource() == ResourceType.SERVERLESS ? SERVERLESS : new Resource(rule.resource(), id);
    }

    private static Assignment unattributed(UnattributedReason reason) {
        return new Assignment(Path.UNATTRIBUTED, PLATFORM, null, null, reason);
    }

    private static void product(String name, List<KeyRule> rules) {
        PRODUCTS.put(name, rules);
    }

    private static List<KeyRule> direct(ResourceType resource, ExecutionType type, UsageKey... keys) {
        List<KeyRule> rules = new ArrayList<>();
        for (UsageKey key : keys) {
            rules.add(new KeyRule(key, Path.DIRECT, resource, type));
        }
        return rules;
    }

    @SafeVarargs
    private static List<KeyRule> all(List<KeyRule>... lists) {
        List<KeyRule> rules = new ArrayList<>();
        for (List<KeyRule> list : lists) {
            rules.addAll(list);
        }
        return rules;
    }

    private record KeyRule(UsageKey key, Path path, ResourceType resource, ExecutionType type) {}
}
