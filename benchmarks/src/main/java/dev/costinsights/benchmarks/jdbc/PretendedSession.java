package dev.costinsights.benchmarks.jdbc;

import dev.costinsights.core.model.ResourceType;
import dev.costinsights.core.tracking.ExecutionPlace;
import dev.costinsights.plugin.sql.jdbc.VendorSession;
import java.sql.ResultSet;
import java.sql.Statement;

/** What the Databricks driver would tell from memory. */
final class PretendedSession implements VendorSession {

    private final ExecutionPlace place =
            new ExecutionPlace("adb-1.azuredatabricks.net", null, ResourceType.WAREHOUSE, "wh1", "session-1");

    @Override
    public ExecutionPlace place() {
        return place;
    }

    @Override
    public Object connection() {
        return this;
    }

    @Override
    public boolean endsWithConnection() {
        return true;
    }

    @Override
    public String queryTags() {
        return null;
    }

    @Override
    public String statementId(ResultSet rows) {
        return "01f0a1b2-0000-1000-8000-000000000001";
    }

    @Override
    public String statementId(Statement statement) {
        return "01f0a1b2-0000-1000-8000-000000000001";
    }

    @Override
    public boolean executes(Object unwrapped) {
        return false;
    }
}
