package dev.costinsights.plugin.sql.jdbc;

import dev.costinsights.plugin.sql.tracking.Execution;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Meta data that name the wrapped connection as their parent. The driver answers some of it with statements of its own:
 * they carry the session's tags, and are known by their session.
 */
final class SqlDatabaseMetaData extends ForwardingDatabaseMetaData {

    private final SqlConnection connection;

    SqlDatabaseMetaData(DatabaseMetaData delegate, SqlConnection connection) {
        super(delegate);
        this.connection = connection;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return delegate.getConnection() == null ? null : connection;
    }

    @Override
    ResultSet rows(Question question) throws SQLException {
        Execution execution = connection.executions.begin(CallersTime.unlimited());
        try {
            ResultSet found = question.ask();
            connection.executions.ran(execution, null);
            return connection.wrap(found);
        } catch (Throwable e) {
            connection.executions.failed(execution, null, e);
            throw e;
        }
    }
}
