package dev.costinsights.plugin.sql.jdbc;

import java.sql.Connection;

/** Knows the connections of one driver. */
@FunctionalInterface
public interface Vendor {

    /**
     * The session behind a connection, or null when it is none of this driver's, or when it is tagged already. Asked once
     * for each connection, when there is a context for the first time.
     */
    VendorSession open(Connection connection) throws Exception;
}
