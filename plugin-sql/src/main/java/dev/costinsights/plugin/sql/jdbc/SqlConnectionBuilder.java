package dev.costinsights.plugin.sql.jdbc;

import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.ShardingKey;

/** A builder whose connection is wrapped. */
final class SqlConnectionBuilder implements ConnectionBuilder {

    ConnectionBuilder delegate;
    private final Wrapping wrapping;

    SqlConnectionBuilder(ConnectionBuilder delegate, Wrapping wrapping) {
        this.delegate = delegate;
        this.wrapping = wrapping;
    }

    @Override
    public ConnectionBuilder user(String name) {
        delegate = delegate.user(name);
        return this;
    }

    @Override
    public ConnectionBuilder password(String password) {
        delegate = delegate.password(password);
        return this;
    }

    @Override
    public ConnectionBuilder shardingKey(ShardingKey key) {
        delegate = delegate.shardingKey(key);
        return this;
    }

    @Override
    public ConnectionBuilder superShardingKey(ShardingKey key) {
        delegate = delegate.superShardingKey(key);
        return this;
    }

    @Override
    public Connection build() throws SQLException {
        return wrapping.wrap(delegate.build());
    }
}
