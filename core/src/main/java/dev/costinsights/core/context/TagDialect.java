package dev.costinsights.core.context;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The tag keys under which a context travels: key to value, the opaque id in the value.
 *
 * <p>What is written is read back as the same context, but for an unknown orchestrator, which is read as the one that the
 * dialect implies. Several assets stand in one value, separated by commas; a comma within an asset is written {@code \,}
 * and a backslash {@code \\}.
 *
 * @param name {@code dagster}, {@code neutral}, or a name of one's own
 * @param orchestrator the orchestrator of a context that does not name one under {@code orchestratorKey}, or null
 * @param orchestratorKey key of the orchestrator's name, or null when it is always the one that the dialect implies
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
            "cost_insights_orchestrator");

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

    /** The tags that say what the context knows, in key order. */
    public Map<String, String> write(AttributionContext context) {
        Map<String, String> tags = new TreeMap<>();
        put(tags, opaqueIdKey, context.opaqueId());
        put(tags, jobKey, context.job());
        put(tags, runKey, context.run());
        put(tags, assetKey, context.assets().isEmpty() ? null : AssetList.write(context.assets()));
        put(
                tags,
                orchestratorKey,
                Objects.equals(orchestrator, context.orchestrator()) ? null : context.orchestrator());
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
                .assets(assets == null ? List.of() : AssetList.read(assets))
                .orchestrator(orchestratorKey == null ? null : tags.get(orchestratorKey))
                .build();
        if (read.isEmpty() || orchestrator == null) {
            return read;
        }
        return read.orElse(
                AttributionContext.builder().orchestrator(orchestrator).build());
    }

    /** The keys that this dialect reads. */
    List<String> keys() {
        return orchestratorKey == null
                ? List.of(opaqueIdKey, jobKey, runKey, assetKey)
                : List.of(opaqueIdKey, jobKey, runKey, assetKey, orchestratorKey);
    }

    private static void put(Map<String, String> tags, String key, String value) {
        if (key != null && value != null) {
            tags.put(key, value);
        }
    }
}
