package dev.costinsights.core.context;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The tag keys under which a context travels: key to value, the opaque id in the value.
 *
 * @param name {@code dagster}, {@code neutral}, or a name of one's own
 * @param orchestrator the orchestrator that the dialect itself implies, or null when {@code orchestratorKey} says it
 * @param orchestratorKey key of the orchestrator's name, or null when the dialect implies it
 */
public record TagDialect(
        String name,
        String orchestrator,
        String opaqueIdKey,
        String jobKey,
        String runKey,
        String assetKey,
        String orchestratorKey) {

    /** The default: the keys that existing deployments already write. */
    public static final TagDialect DAGSTER = new TagDialect(
            "dagster",
            "dagster",
            "dagster_snowflake_opaque_id",
            "dagster_job_name",
            "dagster_run_id",
            "dagster_asset_key",
            null);

    /** For every other orchestrator. */
    public static final TagDialect NEUTRAL = new TagDialect(
            "neutral",
            null,
            "cost_insights_opaque_id",
            "cost_insights_job",
            "cost_insights_run",
            "cost_insights_asset",
            "cost_insights_orchestrator");

    public TagDialect {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(opaqueIdKey, "opaqueIdKey");
        Objects.requireNonNull(jobKey, "jobKey");
        Objects.requireNonNull(runKey, "runKey");
        Objects.requireNonNull(assetKey, "assetKey");
    }

    /** The tags that say what the context knows, in key order. Several assets stand in one value, comma-separated. */
    public Map<String, String> write(AttributionContext context) {
        Map<String, String> tags = new TreeMap<>();
        put(tags, opaqueIdKey, context.opaqueId());
        put(tags, jobKey, context.job());
        put(tags, runKey, context.run());
        put(tags, assetKey, context.assets().isEmpty() ? null : String.join(",", context.assets()));
        put(tags, orchestratorKey, context.orchestrator());
        return tags;
    }

    /** What the tags say in this dialect; {@link AttributionContext#EMPTY} when nothing. */
    public AttributionContext read(Map<String, String> tags) {
        if (tags.isEmpty()) {
            return AttributionContext.EMPTY;
        }
        String assets = tags.get(assetKey);
        AttributionContext read = AttributionContext.builder()
                .opaqueId(tags.get(opaqueIdKey))
                .job(tags.get(jobKey))
                .run(tags.get(runKey))
                .assets(assets == null || assets.isEmpty() ? List.of() : List.of(assets.split(",")))
                .orchestrator(orchestratorKey == null ? null : tags.get(orchestratorKey))
                .build();
        return read.isEmpty() || orchestrator == null
                ? read
                : read.orElse(
                        AttributionContext.builder().orchestrator(orchestrator).build());
    }

    private static void put(Map<String, String> tags, String key, String value) {
        if (key != null && value != null) {
            tags.put(key, value);
        }
    }
}
