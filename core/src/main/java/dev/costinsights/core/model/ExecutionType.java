package dev.costinsights.core.model;

/** What kind of thing a charge is attributed to. */
public enum ExecutionType {
    STATEMENT,
    JOB,
    JOB_RUN,
    JOB_TASK_RUN,
    PIPELINE,
    PIPELINE_UPDATE,
    PIPELINE_MAINTENANCE,
    NOTEBOOK,
    ENDPOINT,
    APP,
    DATABASE,
    AGENT,
    GENIE,
    CLEAN_ROOM,
    TRAINING_RUN,
    AI_RUNTIME_WORKLOAD,
    SHARE,
    WAREHOUSE,
    CLUSTER,
    /** Costs nothing itself; what it deployed does. */
    BUNDLE_DEPLOYMENT
}
