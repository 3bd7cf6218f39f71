package dev.costinsights.plugin.sql.jdbc;

import dev.costinsights.core.model.ResourceType;
import dev.costinsights.core.tracking.ExecutionPlace;
import java.sql.ResultSet;
import java.sql.Statement;

/** A session of which a test says what the driver would tell. */
final class KnownSession implements VendorSession {

    static final ExecutionPlace PLACE =
            new ExecutionPlace("adb-1.azuredatabricks.net", null, ResourceType.WAREHOUSE, "wh1", "session-1");

    boolean endsWithConnection;
    String queryTags;
    String id;

    @Override
    public ExecutionPlace place() {
        return PLACE;
    }

    @Override
    public Object connection() {
        return this;
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
    public String statementId(ResultSet rows) {
        return id;
    }

    @Override
    public String statementId(Statement statement) {
        return id;
    }

    @Override
    public boolean executes(Object unwrapped) {
        return unwrapped instanceof Statement;
    }
}
