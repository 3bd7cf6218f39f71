package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.sample.Job.Identity;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Tags of jobs and pipelines in each dialect; sorted, because the JDK's immutable maps have another order in each JVM. */
final class ObjectTags {
    private ObjectTags() {}

    /** @param job the orchestrator's name for it */
    static Map<String, String> of(Identity identity, Rng rng, String team, String job) {
        Map<String, String> tags = new TreeMap<>();
        tags.put("team", team);
        switch (identity) {
            case DAGSTER_TAGS -> dagster(tags, rng.uuid(), job, rng.uuid());
            case NEUTRAL_TAGS -> neutral(tags, rng.uuid(), job, rng.uuid());
            case OLD_KEY_TAG -> tags.put("dagster_databricks_opaque_id:" + rng.uuid(), "true");
            case DISAGREEING_TAGS -> {
                dagster(tags, rng.uuid(), job, rng.uuid());
                neutral(tags, rng.uuid(), job, rng.uuid());
            }
            case JOB_PARAMETERS, RUN_NAME, TEAM_TAG_ONLY -> tags.put("env", "prod");
            case NULL_TAGS -> tags.clear();
        }
        return Collections.unmodifiableMap(tags);
    }

    static void dagster(Map<String, String> tags, String opaqueId, String job, String run) {
        tags.put("dagster_snowflake_opaque_id", opaqueId);
        tags.put("dagster_job_name", job);
        tags.put("dagster_run_id", run);
    }

    static void neutral(Map<String, String> tags, String opaqueId, String job, String run) {
        tags.put("cost_insights_opaque_id", opaqueId);
        tags.put("cost_insights_orchestrator", "airflow");
        tags.put("cost_insights_job", job);
        tags.put("cost_insights_run", run);
    }
}
