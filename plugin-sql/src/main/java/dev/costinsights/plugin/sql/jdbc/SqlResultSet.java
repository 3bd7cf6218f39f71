package dev.costinsights.plugin.sql.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Rows that name the wrapped statement as their parent. Reading them goes straight through. */
final class SqlResultSet extends ForwardingResultSet {

    private final SqlConnection connection;

    /** Null until somebody asks, when no statement of ours found the rows. */
    private Statement statement;

    SqlResultSet(ResultSet delegate, SqlConnection connection, SqlStatement statement) {
        super(delegate);
        this.connection = connection;
        this.statement = statement;
    }

    @Override
    public Statement getStatement() throws SQLException {
        Statement found = delegate.getStatement();
        if (found == null || statement != null) {
            return found == null ? null : statement;
        }
        Statement wrapped = connection.wrap(found);
        statement = wrapped;
        return wrapped;
    }

    @Override
    public void close() throws SQLException {
        try {
            delegate.close();
        } finally {
            if (statement instanceof SqlStatement parent) {
                parent.closed(this);
            }
        }
    }
}
