package dev.costinsights.plugin.sql.driver;

import java.sql.Driver;
import java.sql.SQLException;

/** The Databricks driver, if the caller brings it. */
final class DatabricksDriver {

    private static final String NAME = "com.databricks.client.jdbc.Driver";
    private static final Driver DRIVER = find();

    private DatabricksDriver() {}

    static boolean isPresent() {
        return DRIVER != null;
    }

    /** Null when it is not there. */
    static Driver known() {
        return DRIVER;
    }

    static Driver get() throws SQLException {
        if (DRIVER == null) {
            throw new SQLException("jdbc:cost-insights:databricks: needs the Databricks driver, and " + NAME
                    + " is not on the class path; add com.databricks:databricks-jdbc");
        }
        return DRIVER;
    }

    private static Driver find() {
        try {
            return Class.forName(NAME, true, DatabricksDriver.class.getClassLoader())
                    .asSubclass(Driver.class)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            return null;
        }
    }
}
