package dev.costinsights.workspace.server.sql;

/**
 * A value bound to a place in a statement.
 *
 * @param name for {@code :name}; for {@code ?} the ordinal, from 1
 * @param type as the API names it, e.g. INT
 * @param value as text, or null
 */
public record Parameter(String name, String type, String value) {}
