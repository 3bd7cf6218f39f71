package dev.costinsights.workspace.simulation.jobs;

/**
 * A command that somebody ran on a shared cluster; times in milliseconds.
 *
 * @param begun when the cluster was up for it
 */
public record CommandOutcome(String id, String person, String cluster, long asked, long begun, long end) {}
