package dev.costinsights.core.attribution.facts;

/**
 * A statement that ran on a cluster, which shares the cluster with job tasks.
 *
 * @param active from the end of its waits to the end of its result fetch
 */
public record ClusterStatement(String statementId, StatementEvidence evidence, Intervals active) {}
