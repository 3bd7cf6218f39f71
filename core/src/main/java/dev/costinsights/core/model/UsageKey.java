package dev.costinsights.core.model;

/**
 * The leaves of {@code system.billing.usage.usage_metadata} that attribution reads.
 *
 * <p>The constant in lower case is the leaf's name; nested leaves are joined with an underscore
 * ({@code ai_gateway.endpoint_id} is {@link #AI_GATEWAY_ENDPOINT_ID}). Constants may be added.
 */
public enum UsageKey {
    CLUSTER_ID,
    JOB_ID,
    WAREHOUSE_ID,
    INSTANCE_POOL_ID,
    NODE_TYPE,
    JOB_RUN_ID,
    NOTEBOOK_ID,
    NOTEBOOK_PATH,
    DLT_PIPELINE_ID,
    DLT_UPDATE_ID,
    DLT_MAINTENANCE_ID,
    ENDPOINT_NAME,
    ENDPOINT_ID,
    RUN_NAME,
    JOB_NAME,
    CENTRAL_CLEAN_ROOM_ID,
    APP_ID,
    APP_NAME,
    METASTORE_ID,
    BUDGET_POLICY_ID,
    USAGE_POLICY_ID,
    AI_RUNTIME_POOL_ID,
    AI_RUNTIME_WORKLOAD_ID,
    UC_TABLE_CATALOG,
    UC_TABLE_SCHEMA,
    UC_TABLE_NAME,
    DATABASE_INSTANCE_ID,
    SHARING_MATERIALIZATION_ID,
    AGENT_BRICKS_ID,
    SUPERVISOR_AGENT_ID,
    INDEX_ID,
    PROJECT_ID,
    BRANCH_ID,
    RECIPIENT_ID,
    SERVERLESS_COMPUTE_ID,
    AI_GATEWAY_ENDPOINT_ID,
    AI_GATEWAY_ENDPOINT_NAME,
    GENIE_SURFACE,
    GENIE_AGENT_ID
}
