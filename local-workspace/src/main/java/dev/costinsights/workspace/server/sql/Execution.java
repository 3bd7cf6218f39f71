package dev.costinsights.workspace.server.sql;

import dev.costinsights.workspace.server.sql.Result.Chunk;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBConnection;

/** One statement on DuckDB. Runs on one thread, once; {@link #cancel} comes from any other. */
public final class Execution {
    private static final long CHUNK_BYTES = 4 << 20;
    private static final long CHUNK_ROWS = 50_000;

    private final Database database;
    private final Path spoolFile;
    private final long rowLimit;
    private Statement running;
    private boolean cancelled;

    /**
     * @param spoolFile for rows that are too many for the memory; does not exist yet
     * @param rowLimit of a query; what is beyond is cut off
     */
    public Execution(Database database, Path spoolFile, long rowLimit) {
        this.database = database;
        this.spoolFile = spoolFile;
        this.rowLimit = rowLimit;
    }

    public Result run(String spark, Scope scope, List<Parameter> parameters) throws SqlFailure {
        Translated translated = Dialect.translate(spark, scope, parameters);
        try (Connection connection = database.connect()) {
            use(connection, scope);
            if (translated.query()) {
                return query(connection, translated.sql());
            }
            return change(connection, translated);
        } catch (SQLException e) {
            throw failure(e, translated);
        }
    }

    /** The columns that a query would have. */
    public List<Column> describe(String spark, Scope scope, List<Parameter> parameters) throws SqlFailure {
        Translated translated = Dialect.translate(spark, scope, parameters);
        try (Connection connection = database.connect()) {
            use(connection, scope);
            return columns(connection, translated.sql());
        } catch (SQLException e) {
            throw failure(e, translated);
        }
    }

    /** Stops the statement as soon as can be, also when it has not begun. */
    public synchronized void cancel() {
        cancelled = true;
        if (running != null) {
            try {
                running.cancel();
            } catch (SQLException e) {
                throw new IllegalStateException("a statement cannot be cancelled: " + e.getMessage(), e);
            }
        }
    }

    private synchronized void begin(Statement statement) throws SQLException {
        if (cancelled) {
            throw new SQLException("cancelled before it began");
        }
        running = statement;
    }

    private synchronized void end() {
        running = null;
    }

    private static void use(Connection connection, Scope scope) throws SQLException, SqlFailure {
        String catalog = Names.catalog(scope.catalog());
        if (catalog == null) {
            throw SqlFailure.catalogNotFound(scope.catalog());
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("USE " + catalog + '.' + Names.quoted(scope.schema()));
        } catch (SQLException e) {
            // Sessions may name a schema that does not exist: only unqualified names suffer from it.
            try (Statement statement = connection.createStatement()) {
                statement.execute("USE " + catalog);
            }
        }
    }

    private static List<Column> columns(Connection connection, String sql) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (var prepared = connection.prepareStatement(sql)) {
            ResultSetMetaData meta = prepared.getMetaData();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                columns.add(new Column(meta.getColumnName(i), SqlType.of(meta.getColumnTypeName(i))));
            }
        }
        return columns;
    }

    private Result query(Connection connection, String sql) throws SQLException {
        List<Column> columns = columns(connection, sql);
        String names = IntStream.range(0, columns.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        String texts = IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i).rendered("c" + i))
                .collect(Collectors.joining(", "));
        String rendered =
                "SELECT CAST(to_json([" + texts + "]) AS VARCHAR) FROM (" + sql + "\n) AS result(" + names + ')';
        connection.unwrap(DuckDBConnection.class).setAutoCommit(false);
        Spool spool = Spool.in(spoolFile);
        try (Statement statement = connection.createStatement()) {
            begin(statement);
            try (ResultSet rows = statement.executeQuery(rendered)) {
                List<Chunk> chunks = new ArrayList<>();
                boolean truncated = write(rows, chunks, spool);
                spool.finish();
                long total = chunks.isEmpty()
                        ? 0
                        : last(chunks).offset() + last(chunks).rows();
                return new Result(columns, chunks, total, truncated, spool);
            } finally {
                end();
            }
        } catch (SQLException | RuntimeException e) {
            spool.close();
            throw e;
        }
    }

    private static Chunk last(List<Chunk> chunks) {
        return chunks.get(chunks.size() - 1);
    }

    /** Whether rows were left out. */
    private boolean write(ResultSet rows, List<Chunk> chunks, Spool spool) throws SQLException {
        long offset = 0;
        long count = 0;
        long from = 0;
        boolean more = rows.next();
        for (; more && offset + count < rowLimit; more = rows.next()) {
            if (count == CHUNK_ROWS || spool.length() - from >= CHUNK_BYTES) {
                chunks.add(new Chunk(offset, count, from, spool.length() - from));
                offset += count;
                from = spool.length();
                count = 0;
            }
            spool.write(rows.getString(1), count > 0);
            count++;
        }
        if (count > 0) {
            chunks.add(new Chunk(offset, count, from, spool.length() - from));
        }
        return more;
    }

    private Result change(Connection connection, Translated translated) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            begin(statement);
            try {
                boolean rows = statement.execute(translated.sql());
                if (!translated.change()) {
                    return rows ? explained(statement) : Result.none();
                }
                String changed = String.valueOf(Math.max(0, statement.getUpdateCount()));
                List<Column> columns = new ArrayList<>(List.of(new Column("num_affected_rows", SqlType.LONG)));
                if (translated.verb().equals("INSERT")) {
                    columns.add(new Column("num_inserted_rows", SqlType.LONG));
                }
                return Result.of(
                        columns, List.of(columns.stream().map(column -> changed).toList()));
            } finally {
                end();
            }
        }
    }

    private static Result explained(Statement statement) throws SQLException {
        List<List<String>> lines = new ArrayList<>();
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                lines.add(List.of(rows.getString(rows.getMetaData().getColumnCount())));
            }
        }
        return Result.of(List.of(new Column("plan", SqlType.STRING)), lines);
    }

    private SqlFailure failure(SQLException e, Translated translated) {
        SqlFailure failure = SqlFailure.of(e);
        if (!failure.condition().equals("TABLE_OR_VIEW_NOT_FOUND")) {
            return failure;
        }
        for (String table : translated.systemTables()) {
            boolean meant = failure.getMessage().contains('`' + table.substring(table.indexOf('.') + 1) + '`');
            if (meant && database.denied(table)) {
                return SqlFailure.denied("SELECT", "Table", Names.SYSTEM + '.' + table);
            }
            if (meant) {
                return SqlFailure.tableNotFound('`' + Names.SYSTEM + "`.`" + table.replace(".", "`.`") + '`');
            }
        }
        return failure;
    }
}
