package dev.costinsights.plugin.sql.jdbc;

import dev.costinsights.plugin.sql.tracking.Execution;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A prepared statement whose executions are tagged and recorded. */
class SqlPreparedStatement extends ForwardingPreparedStatement {

    SqlPreparedStatement(SqlConnection connection, PreparedStatement prepared) {
        super(connection, prepared);
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        Execution execution = begin();
        try {
            ResultSet rows = prepared.executeQuery();
            found(execution, rows);
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
            ran(execution);
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
            ran(execution);
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
            ran(execution);
            return count;
        } catch (Throwable e) {
            failed(execution, e);
            throw e;
        }
    }
}
