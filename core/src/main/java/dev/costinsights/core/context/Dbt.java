package dev.costinsights.core.context;

import java.util.List;
import java.util.Map;

/**
 * What dbt says of itself: a JSON object in a comment, {@code {"app": "dbt", "node_id": "model.shop.orders"}}, and query
 * tags that start with {@code @@dbt_}. The node or model is the asset, the invocation the run.
 */
final class Dbt {

    private Dbt() {}

    static AttributionContext inTags(Map<String, String> tags) {
        return context(tags.get("@@dbt_model_name"), null);
    }

    static AttributionContext inComment(String comment) {
        // Scanning for objects is the dearest part of reading a comment, and few comments are dbt's.
        if (!comment.contains("dbt")) {
            return AttributionContext.EMPTY;
        }
        JsonObjects objects = new JsonObjects(comment);
        for (Map<String, String> fields = objects.next(); fields != null; fields = objects.next()) {
            if ("dbt".equals(fields.get("app"))) {
                AttributionContext found = context(fields.get("node_id"), fields.get("invocation_id"));
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return AttributionContext.EMPTY;
    }

    /** That it was dbt is worth nothing alone: it would hide what another carrier knows. */
    private static AttributionContext context(String asset, String run) {
        if (asset == null && run == null) {
            return AttributionContext.EMPTY;
        }
        AttributionContext found = AttributionContext.builder()
                .assets(asset == null ? List.of() : List.of(asset))
                .run(run)
                .build();
        return found.isEmpty()
                ? found
                : found.orElse(AttributionContext.builder().orchestrator("dbt").build());
    }
}
