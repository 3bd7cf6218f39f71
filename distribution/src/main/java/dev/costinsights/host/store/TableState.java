package dev.costinsights.host.store;

import java.time.Instant;

/**
 * How a table was when it was last asked for.
 *
 * @param problemCode empty when it could be read
 * @param problem why it could not be read and what to do; empty when it could
 */
public record TableState(String table, String region, Instant askedAt, String problemCode, String problem) {

    public static TableState readable(String table, String region, Instant askedAt) {
        return new TableState(table, region, askedAt, "", "");
    }

    public boolean isReadable() {
        return problemCode.isEmpty();
    }
}
