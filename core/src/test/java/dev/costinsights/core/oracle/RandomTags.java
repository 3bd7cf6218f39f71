package dev.costinsights.core.oracle;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What carriers of identity may hold, in every spelling, agreeing and not. */
final class RandomTags {

    private static final List<String> KEYS = List.of(
            "dagster_snowflake_opaque_id",
            "dagster_job_name",
            "dagster_run_id",
            "dagster_asset_key",
            "cost_insights_opaque_id",
            "cost_insights_job",
            "cost_insights_run",
            "cost_insights_asset",
            "cost_insights_orchestrator",
            "@@dbt_model_name",
            "team");

    private final Dice dice;

    RandomTags(Dice dice) {
        this.dice = dice;
    }

    /** Half of the time nothing. */
    Map<String, String> tags() {
        Map<String, String> tags = new TreeMap<>();
        for (int i = dice.chance(50) ? 0 : dice.between(1, 4); i > 0; i--) {
            if (dice.chance(15)) {
                tags.put("dagster_databricks_opaque_id:" + dice.pick("x", "y"), "true");
            } else {
                tags.put(dice.pick(KEYS), dice.pick("x", "y"));
            }
        }
        return Map.copyOf(tags);
    }

    /** A comment, or null. */
    String comment() {
        return switch (dice.below(7)) {
            case 0 -> "-- databricks_dagster_dbt_v1_opaque_id[[[" + dice.pick("x", "y") + "]]]";
            case 1 ->
                "/* databricks_dagster_dbt_v1_opaque_id[[[x]]] databricks_dagster_dbt_v1_opaque_id[[["
                        + dice.pick("x", "y") + "]]] */";
            case 2 -> "/* {\"app\": \"dbt\", \"node_id\": \"model.shop.x\", \"invocation_id\": \"i\"} */";
            case 3 -> "-- nothing to see";
            case 4 ->
                "/* {\"app\": \"dbt\", \"node_id\": \"model.shop.x\", \"invocation_id\": \"i\"} */"
                        + " -- databricks_dagster_dbt_v1_opaque_id[[[" + dice.pick("x", "y") + "]]]";
            default -> null;
        };
    }

    /** A run's name, or null. */
    String runName() {
        return dice.chance(30) ? "nightly [cost_insights:" + dice.pick("x", "y") + "]" : null;
    }
}
