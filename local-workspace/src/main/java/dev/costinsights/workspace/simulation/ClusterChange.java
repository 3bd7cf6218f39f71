package dev.costinsights.workspace.simulation;

/** A row for warehouse_events. */
public record ClusterChange(String warehouse, long time, String event, int clusters) {}
