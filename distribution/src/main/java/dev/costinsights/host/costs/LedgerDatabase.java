package dev.costinsights.host.costs;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.host.duckdb.DuckDb;
import dev.costinsights.host.files.DisposableFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * An in-memory DuckDB that sees the rows of a ledger as the view {@code ledger}, and can read no other file, reach no
 * network and load no extension. One thread at a time.
 */
final class LedgerDatabase {

    private static final String MEMORY = "1GB";

    private final Connection connection;

    private LedgerDatabase(Connection connection) {
        this.connection = connection;
    }

    /**
     * Asks the files of a ledger.
     *
     * @param files one at least
     * @param temporary a folder in which there may be one for what does not fit in memory
     * @throws CostInsightsException when a file cannot be read, or is no ledger
     */
    static <T> T with(Collection<Path> files, Path temporary, Function<LedgerDatabase, T> question) {
        try (DisposableFolder spilled = DisposableFolder.in(temporary, "costs-");
                Connection connection = DuckDb.open()) {
            LedgerDatabase database = new LedgerDatabase(connection);
            database.lockDown(files, spilled.path());
            return question.apply(database);
        } catch (SQLException e) {
            throw failed(e);
        } catch (IOException e) {
            throw new CostInsightsException(
                    ErrorCode.UNAVAILABLE,
                    "there can be no temporary files in " + temporary + " (" + e.getMessage()
                            + "); make room, or allow it",
                    e);
        }
    }

    /** The order matters: the last setting closes the door to all others. */
    private void lockDown(Collection<Path> files, Path temporary) throws SQLException {
        execute("SET TimeZone = 'UTC'");
        execute("SET memory_limit = '" + MEMORY + '\'');
        execute("SET preserve_insertion_order = false");
        execute("SET temp_directory = " + DuckDb.literal(temporary.toString()));
        Stream<String> names = files.stream().map(Path::toString);
        Stream<String> patterns = files.stream().map(DuckDb::pattern);
        // A file under its name and as a query has to name it.
        execute("SET allowed_paths = "
                + DuckDb.list(Stream.concat(names, patterns).toList()));
        execute("SET autoinstall_known_extensions = false");
        execute("SET autoload_known_extensions = false");
        execute("SET allow_community_extensions = false");
        execute("SET enable_external_access = false");
        execute("SET lock_configuration = true");
        execute("CREATE TEMP VIEW ledger AS SELECT * FROM " + DuckDb.parquet(files));
    }

    /** Makes of a row what the caller wants to know. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> list(String sql, Reader<T> reader) {
        List<T> list = new ArrayList<>();
        each(sql, row -> list.add(reader.read(row)));
        return list;
    }

    /** Does something with a row. */
    @FunctionalInterface
    interface Taker {
        void take(ResultSet row) throws SQLException;
    }

    void each(String sql, Taker taker) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                taker.take(rows);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Makes a table of a query, for later ones. */
    void keep(String table, String query) {
        try {
            execute("CREATE TEMP TABLE " + table + " AS " + query);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static CostInsightsException failed(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return new CostInsightsException(
                ErrorCode.UNAVAILABLE,
                "the ledger cannot be read: " + message.lines().findFirst().orElse("")
                        + "; if it is damaged, write it again",
                e);
    }
}
