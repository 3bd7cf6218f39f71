package dev.costinsights.plugin.jobs.launch;

/**
 * Where a context is written, and whether runs are recorded.
 *
 * @param tags tags of jobs and custom tags of their new clusters
 * @param idempotencyToken a token of our own where the caller has none, so that the SDK's retries launch one run
 * @param runName the opaque id behind the name of one-time runs
 * @param jobParameters parameters of run-now and repair, which the tasks see
 */
public record Channels(
        boolean tags, boolean idempotencyToken, boolean runName, boolean jobParameters, boolean recording) {}
