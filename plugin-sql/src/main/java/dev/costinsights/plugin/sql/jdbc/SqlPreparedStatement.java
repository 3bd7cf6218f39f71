package dev.costinsights.plugin.sql.jdbc;

import dev.costinsights.plugin.sql.tracking.Execution;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A prepared statement whose executions are tagged and recorded. */
class SqlPreparedStatement extends ForwardingPreparedStatement {

    /** As the caller wrote it; null where the statement was prepared out of our sight. */
    private String text;

    SqlPreparedStatement(SqlConnection connection, PreparedStatement prepared) {
        super(connection, prepared);
    }

    /** Says what the statement was prepared from. */
    final void preparedFrom(String sql) {
        text = sql;
    }

    @Override
    public void addBatch() throws SQLException {
        prepared.addBatch();
        addedToBatch(text);
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        Execution execution = begin();
        try {
            ResultSet rows = prepared.executeQuery();
            found(execution, rows, text);
            return wrap(rows);
        } catch (Throwable e) {
            failed(execution, e);
            throw e;
        }
    }

    @Override
    public boolean execute() throws SQLException {
        Execution execution = begin();
        try {
            boolean rows = prepared.execute();
            ran(execution, text);
            return rows;
        } catch (Throwable e) {
            failed(execution, e);
            throw e;
        }
    }

    @Override
    public int executeUpdate() throws SQLException {
        Execution execution = begin();
        try {
            int count = prepared.executeUpdate();
            ran(execution, text);
            return count;
        } catch (Throwable e) {
            failed(execution, e);
            throw e;
        }
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        Execution execution = begin();
        try {
            long count = prepared.executeLargeUpdate();
            ran(execution, text);
            return count;
        } catch (Throwable e) {
            failed(execution, e);
            throw e;
        }
    }
}
