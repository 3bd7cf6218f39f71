package dev.costinsights.workspace.server.http;

import java.util.Map;

/** How many tags objects may have. */
public final class Limits {
    public static final int OBJECT_TAGS = 25;
    public static final int CLUSTER_TAGS = 45;

    private Limits() {}

    /** @throws ApiError when there are more tags than the object may have */
    public static void tags(String field, Map<String, String> tags, int most) {
        if (tags.size() > most) {
            throw ApiError.invalid(field + " may have at most " + most + " entries, but has " + tags.size());
        }
    }

    /** Looks at a cluster specification's tags. */
    public static void cluster(String field, Fields cluster) {
        tags(field + ".custom_tags", cluster.map("custom_tags"), CLUSTER_TAGS);
    }
}
