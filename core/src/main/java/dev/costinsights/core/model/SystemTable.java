package dev.costinsights.core.model;

import java.util.Locale;

/** The system tables that facts come from. */
public enum SystemTable {
    BILLING_USAGE,
    BILLING_LIST_PRICES,
    BILLING_ACCOUNT_PRICES,
    BILLING_ATTRIBUTED_USAGE,
    QUERY_HISTORY,
    LAKEFLOW_JOBS,
    LAKEFLOW_JOB_RUN_TIMELINE,
    LAKEFLOW_JOB_TASK_RUN_TIMELINE,
    LAKEFLOW_PIPELINES,
    LAKEFLOW_PIPELINE_UPDATE_TIMELINE,
    COMPUTE_CLUSTERS,
    COMPUTE_WAREHOUSES,
    COMPUTE_WAREHOUSE_EVENTS;

    /** {@code billing}, {@code query}, ... */
    public String schema() {
        return lower().substring(0, name().indexOf('_'));
    }

    /** The table's name within its schema. */
    public String table() {
        return lower().substring(name().indexOf('_') + 1);
    }

    /** {@code billing.usage}, ... */
    public String qualifiedName() {
        return schema() + "." + table();
    }

    private String lower() {
        return name().toLowerCase(Locale.ROOT);
    }
}
