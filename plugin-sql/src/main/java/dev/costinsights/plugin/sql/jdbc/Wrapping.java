package dev.costinsights.plugin.sql.jdbc;

import dev.costinsights.plugin.sql.tracking.Tracking;
import java.sql.Connection;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Wraps the JDBC objects of a caller. What is null or wrapped already comes back as it is; what another engine has wrapped
 * gets this one's wrapper instead.
 *
 * @param vendor knows which connections can be tagged
 */
public record Wrapping(Tracking tracking, Vendor vendor) {

    public DataSource wrap(DataSource source) {
        if (source instanceof SqlDataSource known) {
            return isOf(known.wrapping) ? known : new SqlDataSource(known.delegate, this);
        }
        return source == null ? null : new SqlDataSource(source, this);
    }

    public Connection wrap(Connection connection) {
        return wrap(connection, Map.of());
    }

    /** @param atConnect query tags of ours that the session was opened with */
    public Connection wrap(Connection connection, Map<String, String> atConnect) {
        if (connection instanceof SqlConnection known) {
            return isOf(known.wrapping) ? known : new SqlConnection(known.released(), this, atConnect);
        }
        return connection == null ? null : new SqlConnection(connection, this, atConnect);
    }

    private boolean isOf(Wrapping other) {
        return tracking.isOfSameEngine(other.tracking);
    }
}
