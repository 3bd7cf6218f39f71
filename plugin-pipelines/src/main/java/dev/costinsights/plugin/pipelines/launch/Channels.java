package dev.costinsights.plugin.pipelines.launch;

/**
 * Where a context is written, and whether updates are recorded.
 *
 * @param tags tags of pipelines and custom tags of their clusters
 */
public record Channels(boolean tags, boolean recording) {}
