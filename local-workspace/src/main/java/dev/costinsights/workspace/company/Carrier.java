package dev.costinsights.workspace.company;

import java.util.List;

/** How a statement of an orchestrated run says whose it is; dialects and older forms as they are found in the wild. */
public enum Carrier {
    /** Query tags {@code dagster_snowflake_opaque_id}, {@code dagster_job_name}, {@code dagster_run_id}. */
    DAGSTER_TAGS,
    /** The same with {@code dagster_asset_key}. */
    DAGSTER_ASSET_TAGS,
    /** Query tags {@code cost_insights_*}. */
    NEUTRAL_TAGS,
    /** dbt-databricks' own query tags {@code @@dbt_*}. */
    DBT_TAGS,
    /** dbt's query tags and Dagster's. */
    DBT_AND_DAGSTER_TAGS,
    /** dbt's JSON comment at the head of the text. */
    DBT_COMMENT,
    /** {@code databricks_dagster_dbt_v1_opaque_id[[[<id>]]]} in a comment. */
    OPAQUE_ID_COMMENT,
    /** Query tags of two dialects with different opaque ids. */
    AMBIGUOUS_TAGS;

    /** Carriers by how often they are met. */
    public static final List<Carrier> MIX = List.of(
            DAGSTER_TAGS,
            DAGSTER_TAGS,
            DAGSTER_TAGS,
            DAGSTER_TAGS,
            DAGSTER_ASSET_TAGS,
            DAGSTER_ASSET_TAGS,
            DAGSTER_ASSET_TAGS,
            NEUTRAL_TAGS,
            NEUTRAL_TAGS,
            NEUTRAL_TAGS,
            DBT_TAGS,
            DBT_TAGS,
            DBT_AND_DAGSTER_TAGS,
            DBT_AND_DAGSTER_TAGS,
            DBT_COMMENT,
            DBT_COMMENT,
            OPAQUE_ID_COMMENT,
            OPAQUE_ID_COMMENT);
}
