package dev.costinsights.workspace.server.sql;

import java.time.Instant;

/**
 * What a statement's unqualified names and functions without arguments mean.
 *
 * @param now of the workspace's clock
 */
public record Scope(String catalog, String schema, String user, Instant now) {}
