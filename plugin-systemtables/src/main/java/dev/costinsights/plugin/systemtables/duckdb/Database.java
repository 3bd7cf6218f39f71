package dev.costinsights.plugin.systemtables.duckdb;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBDriver;
import org.duckdb.DuckDBPreparedStatement;

/**
 * An in-memory DuckDB that can read the input and nothing else: no other file, no network, no extension, no change of a
 * setting. One thread at a time.
 */
public final class Database implements AutoCloseable {

    /** Whether rows come in the order of the file, which costs parallelism and is only needed to count them. */
    public enum RowOrder {
        ANY,
        OF_FILE
    }

    private final Connection connection;

    private Database(Connection connection) {
        this.connection = connection;
    }

    public static Database open(Settings settings, RowOrder order) throws SQLException {
        Database database = new Database(connect());
        try {
            database.lockDown(settings, order);
        } catch (SQLException e) {
            database.close();
            throw e;
        }
        return database;
    }

    /** Its library comes out of its jar into the folder for temporary files, and is loaded from there. */
    private static Connection connect() throws SQLException {
        try {
            // Not DriverManager: it does not see drivers in a plugin's class loader.
            return new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
        } catch (LinkageError e) {
            throw new CostInsightsException(
                    ErrorCode.UNAVAILABLE,
                    "cannot load DuckDB from " + System.getProperty("java.io.tmpdir")
                            + ": not executable, or no room (72 MB); name another folder with -Djava.io.tmpdir"
                            + " (COST_INSIGHTS_OPTS)",
                    e);
        }
    }

    /** The order matters: the last setting closes the door to all others. */
    private void lockDown(Settings settings, RowOrder order) throws SQLException {
        execute("SET TimeZone = 'UTC'");
        execute("SET memory_limit = " + Sql.literal(settings.memoryLimit()));
        execute("SET threads = " + settings.threads());
        execute("SET preserve_insertion_order = " + (order == RowOrder.OF_FILE));
        execute("SET temp_directory = " + Sql.literal(settings.temp().toString()));
        execute("SET allowed_directories = " + allowed(settings.from()));
        if (settings.prices() != null) {
            execute("SET allowed_paths = " + allowed(settings.prices()));
        }
        execute("SET autoinstall_known_extensions = false");
        execute("SET autoload_known_extensions = false");
        execute("SET allow_community_extensions = false");
        execute("SET enable_external_access = false");
        execute("SET lock_configuration = true");
    }

    /** A folder or file as it is, and as a query has to name it when there is a wildcard in its name. */
    private static String allowed(Path path) {
        return '[' + Sql.literal(path.toString()) + ", " + Sql.literal(Sql.escapeGlob(path.toString())) + ']';
    }

    /** Runs a query and streams its result. The result must be closed before the next query. */
    public Rows stream(String sql) throws SQLException {
        execute("BEGIN TRANSACTION");
        DuckDBPreparedStatement statement = null;
        try {
            statement = connection.prepareStatement(sql).unwrap(DuckDBPreparedStatement.class);
            return new Rows(this, statement);
        } catch (SQLException e) {
            if (statement != null) {
                statement.close();
            }
            execute("ROLLBACK");
            throw e;
        }
    }

    /** Runs a query with a small result and returns all of it as text. */
    public List<List<String>> list(String sql) throws SQLException {
        // A prepared statement keeps the real message of an error.
        try (DuckDBPreparedStatement statement =
                        connection.prepareStatement(sql).unwrap(DuckDBPreparedStatement.class);
                ResultSet result = statement.executeQuery()) {
            int width = result.getMetaData().getColumnCount();
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>(width);
                for (int column = 1; column <= width; column++) {
                    row.add(result.getString(column));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** The names and types of the columns that a query has. */
    public List<List<String>> describe(String sql) throws SQLException {
        return list("SELECT column_name, column_type FROM (DESCRIBE " + sql + ')');
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What an error of DuckDB says: its first sentence, without the SQL that it quotes. */
    public static String gist(SQLException error) {
        String message = error.getMessage() == null ? error.toString() : error.getMessage();
        String line = message.lines().findFirst().orElse(message);
        return line.length() > 300 ? line.substring(0, 300) + "..." : line;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
