package dev.costinsights.plugin.sql.jdbc;

import com.databricks.jdbc.api.IDatabricksConnection;
import com.databricks.jdbc.api.IDatabricksResultSet;
import com.databricks.jdbc.api.IDatabricksStatement;
import com.databricks.jdbc.api.internal.IDatabricksStatementInternal;
import com.databricks.jdbc.dbclient.impl.common.StatementId;
import dev.costinsights.core.tracking.ExecutionPlace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A session of the Databricks driver. Everything asked of it is answered from memory. */
final class DatabricksSession implements VendorSession {

    private final IDatabricksConnection connection;
    private final ExecutionPlace place;
    private final boolean endsWithConnection;
    private final String queryTags;

    DatabricksSession(IDatabricksConnection connection, boolean endsWithConnection) throws SQLException {
        this.connection = connection;
        this.place = DatabricksPlace.of(
                connection.getConnectionId(), connection.getMetaData().getURL());
        this.endsWithConnection = endsWithConnection;
        this.queryTags = connection.getClientInfo("QUERY_TAGS");
    }

    @Override
    public ExecutionPlace place() {
        return place;
    }

    @Override
    public Object connection() {
        return connection;
    }

    @Override
    public boolean endsWithConnection() {
        return endsWithConnection;
    }

    @Override
    public String queryTags() {
        return queryTags;
    }

    @Override
    public String statementId(ResultSet rows) throws SQLException {
        if (rows instanceof IDatabricksResultSet own) {
            return withoutSecret(own.getStatementId());
        }
        return rows.isWrapperFor(IDatabricksResultSet.class)
                ? withoutSecret(rows.unwrap(IDatabricksResultSet.class).getStatementId())
                : null;
    }

    /** The driver has no public way to it; its inner one may go with any version. */
    @Override
    public String statementId(Statement statement) throws SQLException {
        if (statement instanceof IDatabricksStatementInternal own) {
            return id(own);
        }
        return statement.isWrapperFor(IDatabricksStatementInternal.class)
                ? id(statement.unwrap(IDatabricksStatementInternal.class))
                : null;
    }

    @Override
    public boolean executes(Object unwrapped) {
        return unwrapped instanceof IDatabricksStatement;
    }

    private static String id(IDatabricksStatementInternal statement) {
        StatementId id = statement.getStatementId();
        return id == null ? null : withoutSecret(id.toSQLExecStatementId());
    }

    /** On Thrift a secret follows the id. */
    private static String withoutSecret(String id) {
        int bar = id == null ? -1 : id.indexOf('|');
        return bar < 0 ? id : id.substring(0, bar);
    }
}
