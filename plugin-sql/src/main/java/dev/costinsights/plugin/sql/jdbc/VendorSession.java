package dev.costinsights.plugin.sql.jdbc;

import dev.costinsights.core.tracking.ExecutionPlace;
import java.sql.ResultSet;
import java.sql.Statement;

/** What a driver tells of a session beyond JDBC. */
public interface VendorSession {

    ExecutionPlace place();

    /** The driver's own connection: the same object whenever a pool hands the session out. A JDBC one makes statements too. */
    Object connection();

    /** Whether the session ends with the connection, and with it its tags; false when a pool keeps it. */
    boolean endsWithConnection();

    /** The query tags that the session was opened with, as {@code key:value,...}; or null. */
    String queryTags();

    /** The id of the statement that found the rows, or null. */
    String statementId(ResultSet rows) throws Exception;

    /** The id of the last execution of a statement, whether it failed or not; or null. */
    String statementId(Statement statement) throws Exception;

    /** Whether an object that the caller unwrapped can execute statements without our seeing it. */
    boolean executes(Object unwrapped);
}
