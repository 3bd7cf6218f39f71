package dev.costinsights.plugin.sql.jdbc;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKeyBuilder;
import java.util.logging.Logger;
import javax.annotation.processing.Generated;
import javax.sql.DataSource;

/** Passes every method on to another DataSource. Written by DelegateSources, in the tests; not by hand. */
@Generated("DelegateSources")
@SuppressWarnings("deprecation")
abstract class ForwardingDataSource implements DataSource {

    final DataSource delegate;

    ForwardingDataSource(DataSource delegate) {
        this.delegate = delegate;
    }

    @Override
    public <T> T unwrap(Class<T> wanted) throws SQLException {
        if (wanted != null && wanted.isInstance(this)) {
            return wanted.cast(this);
        }
        return wanted != null && wanted.isInstance(delegate) ? wanted.cast(delegate) : delegate.unwrap(wanted);
    }

    @Override
    public boolean isWrapperFor(Class<?> wanted) throws SQLException {
        return wanted != null && (wanted.isInstance(this) || wanted.isInstance(delegate))
                || delegate.isWrapperFor(wanted);
    }

    @Override
    public String toString() {
        return delegate.toString();
    }

    @Override
    public ShardingKeyBuilder createShardingKeyBuilder() throws SQLException {
        return delegate.createShardingKeyBuilder();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return delegate.getLogWriter();
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return delegate.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return delegate.getParentLogger();
    }

    @Override
    public void setLogWriter(PrintWriter first) throws SQLException {
        delegate.setLogWriter(first);
    }

    @Override
    public void setLoginTimeout(int first) throws SQLException {
        delegate.setLoginTimeout(first);
    }
}
