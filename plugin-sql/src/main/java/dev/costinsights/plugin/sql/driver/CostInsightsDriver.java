package dev.costinsights.plugin.sql.driver;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;

/**
 * Takes {@code jdbc:cost-insights:databricks://...}, which is the Databricks driver's URL with {@code cost-insights:} put
 * in. Connections are the Databricks driver's, wrapped by the engine that was built last in this process and is not
 * closed; bare ones where there is none.
 */
public final class CostInsightsDriver implements Driver {

    private static final String PREFIX = "jdbc:cost-insights:";

    static {
        try {
            DriverManager.registerDriver(new CostInsightsDriver());
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** For {@link DriverManager}. */
    public CostInsightsDriver() {}

    @Override
    public boolean acceptsURL(String url) {
        return url != null && url.startsWith(PREFIX + "databricks:");
    }

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        return acceptsURL(url) ? Connecting.connect(DatabricksDriver.get(), vendorUrl(url), properties) : null;
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) throws SQLException {
        return DatabricksDriver.get().getPropertyInfo(acceptsURL(url) ? vendorUrl(url) : url, properties);
    }

    @Override
    public int getMajorVersion() {
        return DatabricksDriver.isPresent() ? DatabricksDriver.known().getMajorVersion() : 0;
    }

    @Override
    public int getMinorVersion() {
        return DatabricksDriver.isPresent() ? DatabricksDriver.known().getMinorVersion() : 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return DatabricksDriver.isPresent() && DatabricksDriver.known().jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        if (!DatabricksDriver.isPresent()) {
            throw new SQLFeatureNotSupportedException("there is no Databricks driver on the class path");
        }
        return DatabricksDriver.known().getParentLogger();
    }

    private static String vendorUrl(String url) {
        return "jdbc:" + url.substring(PREFIX.length());
    }
}
