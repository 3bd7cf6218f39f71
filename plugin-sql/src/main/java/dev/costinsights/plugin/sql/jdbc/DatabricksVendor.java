package dev.costinsights.plugin.sql.jdbc;

import com.databricks.jdbc.api.IDatabricksConnection;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The Databricks driver, version 3 and later, whether a pool stands before it or not. Where the driver is not on the class
 * path there are no connections of it.
 */
public final class DatabricksVendor implements Vendor {

    private static final boolean PRESENT = isPresent();

    @Override
    public VendorSession open(Connection connection) throws SQLException {
        return PRESENT ? Driver.open(connection) : null;
    }

    private static boolean isPresent() {
        try {
            Class.forName(
                    "com.databricks.jdbc.api.IDatabricksConnection", false, DatabricksVendor.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** Apart, because it cannot be loaded without the driver. */
    private static final class Driver {

        static VendorSession open(Connection connection) throws SQLException {
            if (connection instanceof IDatabricksConnection own) {
                return new DatabricksSession(own, true);
            }
            if (!connection.isWrapperFor(IDatabricksConnection.class) || connection.isWrapperFor(SqlConnection.class)) {
                return null;
            }
            return new DatabricksSession(connection.unwrap(IDatabricksConnection.class), false);
        }
    }
}
