package dev.costinsights.plugin.sql.jdbc;

import dev.costinsights.plugin.sql.tracking.Tracking;
import java.sql.Connection;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Wraps the JDBC objects of a caller. What is null or wrapped already comes back as it is.
 *
 * @param vendor knows which connections can be tagged
 */
public record Wrapping(Tracking tracking, Vendor vendor) {

    public DataSource wrap(DataSource source) {
        return source == null || source instanceof SqlDataSource ? source : new SqlDataSource(source, this);
    }

    public Connection wrap(Connection connection) {
        return wrap(connection, Map.of());
    }

    /** @param atConnect query tags of ours that the session was opened with */
    public Connection wrap(Connection connection, Map<String, String> atConnect) {
        return connection == null || connection instanceof SqlConnection
                ? connection
                : new SqlConnection(connection, this, atConnect);
    }
}
