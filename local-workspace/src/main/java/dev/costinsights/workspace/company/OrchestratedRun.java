package dev.costinsights.workspace.company;

import dev.costinsights.workspace.tables.Json;
import java.util.Map;
import java.util.TreeMap;

/**
 * One run of an orchestrator or of dbt as a warehouse sees it: some assets one after the other, each with an opaque id
 * of its own and a few statements. Texts and tags are built once for each asset.
 */
public final class OrchestratedRun {
    private final Carrier carrier;
    private final String job;
    private final String runId;
    private final String principal;
    private int assetsLeft;
    private int statementsLeft;
    private String queryTags;
    private String comment;
    private String model;

    public OrchestratedRun(Rng rng) {
        carrier = rng.chance(0.01) ? Carrier.AMBIGUOUS_TAGS : rng.pick(Carrier.MIX);
        job = rng.pick(Names.ORCHESTRATOR_JOBS);
        runId = rng.uuid();
        principal = rng.pick(Company.SERVICE_PRINCIPALS);
        assetsLeft = rng.between(2, 12);
        nextAsset(rng);
    }

    /** Takes one statement of the run; false when there is none left. */
    public boolean take(Rng rng) {
        if (statementsLeft == 0) {
            if (assetsLeft == 0) {
                return false;
            }
            nextAsset(rng);
        }
        statementsLeft--;
        return true;
    }

    public Carrier carrier() {
        return carrier;
    }

    public String principal() {
        return principal;
    }

    public String clientApplication() {
        return switch (carrier) {
            case DBT_TAGS, DBT_AND_DAGSTER_TAGS, DBT_COMMENT -> "dbt";
            case DAGSTER_TAGS, DAGSTER_ASSET_TAGS, OPAQUE_ID_COMMENT, AMBIGUOUS_TAGS ->
                "Databricks SQL Connector for Python";
            case NEUTRAL_TAGS -> "Databricks JDBC Driver";
        };
    }

    /** JSON of the current asset's query tags; null when the carrier is a comment. */
    public String queryTags() {
        return queryTags;
    }

    /** The comment at the head or the end of the text; empty when the carrier is tags. */
    public String comment() {
        return comment;
    }

    /** dbt's comment stands at the head, ours at the end. */
    public boolean isCommentAtHead() {
        return carrier == Carrier.DBT_COMMENT;
    }

    /** The table that the current asset builds. */
    public String model() {
        return model;
    }

    private void nextAsset(Rng rng) {
        assetsLeft--;
        statementsLeft = rng.between(1, 9);
        model = rng.pick(Names.MODELS);
        String layer = rng.pick(Names.LAYERS);
        String opaqueId = rng.uuid();
        Map<String, String> tags = new TreeMap<>();
        comment = "";
        switch (carrier) {
            case DAGSTER_TAGS -> dagster(tags, opaqueId);
            case DAGSTER_ASSET_TAGS -> {
                dagster(tags, opaqueId);
                tags.put("dagster_asset_key", layer + '/' + model);
            }
            case NEUTRAL_TAGS -> neutral(tags, opaqueId, layer);
            case DBT_TAGS -> dbt(tags);
            case DBT_AND_DAGSTER_TAGS -> {
                dbt(tags);
                dagster(tags, opaqueId);
            }
            case DBT_COMMENT -> comment = dbtComment();
            case OPAQUE_ID_COMMENT -> comment = "/* databricks_dagster_dbt_v1_opaque_id[[[" + opaqueId + "]]] */";
            case AMBIGUOUS_TAGS -> {
                dagster(tags, opaqueId);
                neutral(tags, rng.uuid(), layer);
            }
        }
        queryTags = tags.isEmpty() ? null : Json.map(tags);
    }

    private void dagster(Map<String, String> tags, String opaqueId) {
        tags.put("dagster_snowflake_opaque_id", opaqueId);
        tags.put("dagster_job_name", job);
        tags.put("dagster_run_id", runId);
    }

    private void neutral(Map<String, String> tags, String opaqueId, String layer) {
        tags.put("cost_insights_opaque_id", opaqueId);
        tags.put("cost_insights_orchestrator", "airflow");
        tags.put("cost_insights_job", job);
        tags.put("cost_insights_run", runId);
        tags.put("cost_insights_asset", layer + '.' + model);
    }

    private void dbt(Map<String, String> tags) {
        tags.put("@@dbt_model_name", model);
        tags.put("@@dbt_core_version", "1.10.2");
        tags.put("@@dbt_databricks_version", "1.11.0");
        tags.put("@@dbt_materialized", "incremental");
    }

    private String dbtComment() {
        return "/* {\"app\": \"dbt\", \"dbt_version\": \"1.10.2\", \"profile_name\": \"p\", \"target_name\": \"prod\", "
                + "\"node_id\": \"model.shop." + model + "\", \"invocation_id\": \"" + runId + "\"} */";
    }
}
