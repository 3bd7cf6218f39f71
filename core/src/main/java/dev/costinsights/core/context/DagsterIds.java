package dev.costinsights.core.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The older forms in which Dagster deployments carry an opaque id: in a tag's key,
 * {@code dagster_databricks_opaque_id:<id>} with the value {@code true}, and in a comment,
 * {@code databricks_dagster_dbt_v1_opaque_id[[[<id>]]]}.
 */
final class DagsterIds {

    private static final String KEY = "dagster_databricks_opaque_id:";
    private static final String OPENING = "databricks_dagster_dbt_v1_opaque_id[[[";
    private static final String CLOSING = "]]]";

    private DagsterIds() {}

    static List<AttributionContext> inKeys(Map<String, String> tags) {
        List<AttributionContext> found = List.of();
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            String key = tag.getKey();
            if (key.startsWith(KEY)
                    && tag.getValue() != null
                    && tag.getValue().strip().equalsIgnoreCase("true")) {
                found = found.isEmpty() ? new ArrayList<>() : found;
                found.add(context(key.substring(KEY.length())));
            }
        }
        return found;
    }

    static List<AttributionContext> inComment(String comment) {
        List<AttributionContext> found = List.of();
        int opening = comment.indexOf(OPENING);
        while (opening >= 0) {
            int start = opening + OPENING.length();
            int end = comment.indexOf(CLOSING, start);
            if (end < 0) {
                break;
            }
            // An opening that is never closed must swallow neither the next one nor the end of its comment.
            int last = comment.lastIndexOf(OPENING, end);
            String id = comment.substring(last + OPENING.length(), end);
            if (!id.contains("*/") && id.indexOf('\n') < 0) {
                found = found.isEmpty() ? new ArrayList<>() : found;
                found.add(context(id));
            }
            opening = comment.indexOf(OPENING, end);
        }
        return found;
    }

    private static AttributionContext context(String id) {
        return id.isBlank()
                ? AttributionContext.EMPTY
                : AttributionContext.builder()
                        .opaqueId(id)
                        .orchestrator("dagster")
                        .build();
    }
}
