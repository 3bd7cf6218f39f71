package dev.costinsights.core.context;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The tag keys under which a context travels: key to value, the opaque id in the value.
 *
 * <p>What is written is read back as the same context, but for an unknown orchestrator, which is read as the one that the
 * dialect implies. Several assets stand in one value, separated by commas; a comma within an asset is written {@code \,}
 * and a backslash {@code \\}. Their weights, unless all are equal, stand under {@link #WEIGHTS_KEY} in the same order,
 * {@code 3:1:2}. A label stands under {@link #LABEL_PREFIX} and its own key.
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

    /** Key of the assets' weights, in every dialect. */
    public static final String WEIGHTS_KEY = "cost_insights_asset_weights";

    /** What a label's key begins with, in every dialect. */
    public static final String LABEL_PREFIX = "cost_insights_label_";

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

    /** The tags that say what the context knows, the most important first: where there is no room, the last go first. */
    public Map<String, String> write(AttributionContext context) {
        Map<String, String> tags = new LinkedHashMap<>();
        put(tags, opaqueIdKey, context.opaqueId());
        put(tags, jobKey, context.job());
        put(tags, runKey, context.run());
        put(tags, assetKey, context.assets().isEmpty() ? null : AssetList.write(context.assets()));
        put(
                tags,
                orchestratorKey,
                Objects.equals(orchestrator, context.orchestrator()) ? null : context.orchestrator());
        put(tags, WEIGHTS_KEY, AssetWeights.write(context));
        context.labels().forEach((key, value) -> put(tags, LABEL_PREFIX + key, value));
        return tags;
    }

    /** What the tags say in this dialect; {@link AttributionContext#EMPTY} when nothing. */
    public AttributionContext read(Map<String, String> tags) {
        if (tags.isEmpty()) {
            return AttributionContext.EMPTY;
        }
        String opaqueId = tags.get(opaqueIdKey);
        String job = tags.get(jobKey);
        String run = tags.get(runKey);
        String assets = tags.get(assetKey);
        String named = orchestratorKey == null ? null : tags.get(orchestratorKey);
        if (opaqueId == null && job == null && run == null && assets == null && named == null) {
            // Most tags are of another dialect, or of none.
            return AttributionContext.EMPTY;
        }
        AttributionContext.Builder builder = AttributionContext.builder()
                .opaqueId(opaqueId)
                .job(job)
                .run(run)
                .assets(assets == null ? List.of() : AssetList.read(assets))
                .orchestrator(named);
        if (builder.isEmpty()) {
            // Labels alone say of nothing more.
            return AttributionContext.EMPTY;
        }
        if (!builder.namesOrchestrator()) {
            builder.orchestrator(orchestrator);
        }
        String weights = builder.assetCount() < 2 ? null : tags.get(WEIGHTS_KEY);
        if (weights != null) {
            builder.weights(AssetWeights.read(weights));
        }
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            if (tag.getKey().startsWith(LABEL_PREFIX)) {
                builder.label(tag.getKey().substring(LABEL_PREFIX.length()), tag.getValue());
            }
        }
        return builder.build();
    }

    /** The keys that this dialect reads. */
    List<String> keys() {
        List<String> keys = new ArrayList<>(List.of(opaqueIdKey, jobKey, runKey, assetKey, WEIGHTS_KEY));
        if (orchestratorKey != null) {
            keys.add(orchestratorKey);
        }
        return keys;
    }

    private static void put(Map<String, String> tags, String key, String value) {
        if (key != null && value != null) {
            tags.put(key, value);
        }
    }
}
