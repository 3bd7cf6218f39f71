package dev.costinsights.plugin.sql.jdbc;

import java.sql.CallableStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** A call whose executions are tagged and recorded, and whose out parameters are wrapped where they are rows. */
final class SqlCallableStatement extends ForwardingCallableStatement {

    SqlCallableStatement(SqlConnection connection, CallableStatement callable) {
        super(connection, callable);
    }

    @Override
    public Object getObject(int index) throws SQLException {
        return wrapped(callable.getObject(index));
    }

    @Override
    public Object getObject(String name) throws SQLException {
        return wrapped(callable.getObject(name));
    }

    @Override
    public Object getObject(int index, Map<String, Class<?>> types) throws SQLException {
        return wrapped(callable.getObject(index, types));
    }

    @Override
    public Object getObject(String name, Map<String, Class<?>> types) throws SQLException {
        return wrapped(callable.getObject(name, types));
    }

    @Override
    public <T> T getObject(int index, Class<T> type) throws SQLException {
        return wrapped(callable.getObject(index, type), type);
    }

    @Override
    public <T> T getObject(String name, Class<T> type) throws SQLException {
        return wrapped(callable.getObject(name, type), type);
    }

    private Object wrapped(Object value) {
        return value instanceof ResultSet rows ? connection.wrap(rows) : value;
    }

    private <T> T wrapped(T value, Class<T> type) {
        return type == ResultSet.class ? type.cast(wrapped(value)) : value;
    }
}
