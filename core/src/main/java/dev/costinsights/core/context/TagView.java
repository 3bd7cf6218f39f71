package dev.costinsights.core.context;

import java.util.Map;
import java.util.Objects;

/**
 * What an execution shows of itself: the places in which an attribution context may have travelled.
 *
 * @param tags custom_tags, query_tags, or the tags of a job or pipeline
 * @param parameters job parameters
 * @param comment comments of a SQL statement, or null
 * @param runName name of a one-time run, or null
 */
public record TagView(Map<String, String> tags, Map<String, String> parameters, String comment, String runName) {

    public TagView {
        Objects.requireNonNull(tags, "tags");
        Objects.requireNonNull(parameters, "parameters");
    }

    public static TagView ofTags(Map<String, String> tags) {
        return new TagView(tags, Map.of(), null, null);
    }

    public static TagView ofComment(String comment) {
        return new TagView(Map.of(), Map.of(), comment, null);
    }

    public static TagView ofRun(Map<String, String> parameters, String runName) {
        return new TagView(Map.of(), parameters, null, runName);
    }
}
