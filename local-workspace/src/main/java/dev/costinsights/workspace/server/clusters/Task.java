package dev.costinsights.workspace.server.clusters;

/**
 * A task of a run's that runs on a shared cluster.
 *
 * @param run of the job
 * @param asked the opaque id of who asked; null for nobody
 */
public record Task(String run, String asked) {}
