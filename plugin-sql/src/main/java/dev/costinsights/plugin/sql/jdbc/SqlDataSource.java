package dev.costinsights.plugin.sql.jdbc;

import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A data source whose connections are wrapped. Who closes it closes the pool inside, where it is one. */
final class SqlDataSource extends ForwardingDataSource implements AutoCloseable {

    final Wrapping wrapping;

    SqlDataSource(DataSource delegate, Wrapping wrapping) {
        super(delegate);
        this.wrapping = wrapping;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return wrapping.wrap(delegate.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return wrapping.wrap(delegate.getConnection(user, password));
    }

    @Override
    public void close() throws SQLException {
        if (delegate instanceof AutoCloseable pool) {
            try {
                pool.close();
            } catch (RuntimeException | SQLException e) {
                throw e;
            } catch (Exception e) {
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                throw new SQLException("the data source could not be closed", e);
            }
        }
    }

    @Override
    public ConnectionBuilder createConnectionBuilder() throws SQLException {
        ConnectionBuilder builder = delegate.createConnectionBuilder();
        return builder == null ? null : new SqlConnectionBuilder(builder, wrapping);
    }
}
