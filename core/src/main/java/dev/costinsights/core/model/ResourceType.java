package dev.costinsights.core.model;

/** What kind of compute or object was billed. */
public enum ResourceType {
    WAREHOUSE,
    CLUSTER,
    /** Serverless compute, which has no id of its own. */
    SERVERLESS,
    PIPELINE,
    ENDPOINT,
    APP,
    DATABASE,
    AGENT,
    CLEAN_ROOM,
    SHARE,
    /** A platform service of the workspace or, without a workspace, of the account. */
    PLATFORM
}
