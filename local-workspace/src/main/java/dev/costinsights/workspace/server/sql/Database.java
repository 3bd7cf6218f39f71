package dev.costinsights.workspace.server.sql;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.tables.SystemTable;
import dev.costinsights.workspace.tables.SystemTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/**
 * The DuckDB behind the SQL: a file of its own for the rows of the system tables, views on them under the names that
 * clients use, and a catalog for clients' own tables. It can read no other file, no network and no extension. Any number
 * of threads, each with a connection of its own.
 */
public final class Database implements AutoCloseable {
    private static final String MEMORY = "1GB";

    /** Each table's columns in the structure language of from_json. */
    private static final Map<String, String> SHAPES = SystemTables.all().stream()
            .collect(Collectors.toMap(Database::name, table -> table.columns().stream()
                    .map(column -> '"' + column.name() + "\":" + column.type().jsonShape())
                    .collect(Collectors.joining(",", "{", "}"))));

    private final Path folder;
    private final DuckDBConnection root;
    private final Map<String, Visibility> visible = new ConcurrentHashMap<>();

    private Database(Path folder, DuckDBConnection root) {
        this.folder = folder;
        this.root = root;
    }

    /** @param folder empty and writable; everything in it goes when the database is closed */
    public static Database create(Path folder) {
        try {
            DuckDBConnection root = new DuckDBDriver()
                    .connect("jdbc:duckdb:" + folder.resolve(Names.FACTS + ".duckdb"), new Properties())
                    .unwrap(DuckDBConnection.class);
            Database database = new Database(folder, root);
            database.lay();
            return database;
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private void lay() throws SQLException {
        execute("SET TimeZone = 'UTC'");
        execute("SET memory_limit = '" + MEMORY + "'");
        execute("SET threads = 2");
        execute("SET default_null_order = 'nulls_first_on_asc_last_on_desc'");
        execute("SET temp_directory = " + Names.literal(folder.resolve("spill").toString()));
        execute("ATTACH ':memory:' AS " + Names.catalog(Names.SYSTEM));
        execute("ATTACH " + Names.literal(folder.resolve("main.duckdb").toString()) + " AS "
                + Names.catalog(Names.MAIN));
        execute("CREATE SCHEMA " + Names.catalog(Names.MAIN) + ".\"default\"");
        for (String macro : Functions.definitions()) {
            execute(macro);
        }
        for (SystemTable table : SystemTables.all()) {
            execute("CREATE SCHEMA IF NOT EXISTS " + Names.quoted(table.schema()));
            execute("CREATE SCHEMA IF NOT EXISTS " + Names.catalog(Names.SYSTEM) + '.' + Names.quoted(table.schema()));
            execute("CREATE TABLE " + facts(name(table)) + " ("
                    + table.columns().stream()
                            .map(column -> Names.quoted(column.name())
                                    + ' '
                                    + column.type().sql())
                            .collect(Collectors.joining(", "))
                    + ')');
            show(name(table), Visibility.VISIBLE);
        }
        execute("SET autoinstall_known_extensions = false");
        execute("SET autoload_known_extensions = false");
        execute("SET allow_community_extensions = false");
    }

    /** From here on no file is reached any more. */
    public void lock() {
        try {
            execute("SET enable_external_access = false");
            execute("SET lock_configuration = true");
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /** Appends an exported table's rows; only before {@link #lock}. */
    public void load(String table, Path parquet) {
        try {
            execute("INSERT INTO " + facts(table) + " BY NAME SELECT * FROM read_parquet("
                    + Names.literal(parquet.toString()) + ')');
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /** Appends a row, given as JSON with the table's columns; those that are missing are NULL. */
    public void append(String table, ObjectNode row) {
        String shape = SHAPES.get(table);
        String sql = "INSERT INTO " + facts(table) + " SELECT unnest(from_json(?, " + Names.literal(shape) + "))";
        synchronized (this) {
            try (PreparedStatement statement = root.prepareStatement(sql)) {
                statement.setString(1, row.toString());
                statement.execute();
            } catch (SQLException e) {
                throw broken(e);
            }
        }
    }

    /** Says what clients see of a table, e.g. of {@code billing.usage}. */
    public void show(String table, Visibility visibility) {
        String view = view(table);
        try {
            if (visibility.view().isEmpty()) {
                execute("DROP VIEW IF EXISTS " + view);
            } else {
                execute("CREATE OR REPLACE VIEW " + view + " AS "
                        + visibility.view().get().replace("{table}", facts(table)));
            }
        } catch (SQLException e) {
            throw broken(e);
        }
        visible.put(table, visibility);
    }

    /** Is this a system table that the user has no right to read? */
    boolean denied(String table) {
        Visibility visibility = visible.get(table);
        return visibility != null && visibility.denied();
    }

    /** All system tables, e.g. {@code billing.usage}. */
    public List<String> tables() {
        return SystemTables.all().stream().map(Database::name).toList();
    }

    /** A connection of one's own, which the caller closes. */
    Connection connect() throws SQLException {
        return root.duplicate();
    }

    private synchronized void execute(String sql) throws SQLException {
        try (Statement statement = root.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String name(SystemTable table) {
        return table.schema() + '.' + table.name();
    }

    /** The table that holds a system table's rows. */
    static String facts(String table) {
        return Names.FACTS + '.' + quoted(table);
    }

    private static String view(String table) {
        return Names.catalog(Names.SYSTEM) + '.' + quoted(table);
    }

    private static String quoted(String table) {
        String[] parts = table.split("\\.", 2);
        return Names.quoted(parts[0]) + '.' + Names.quoted(parts[1]);
    }

    static IllegalStateException broken(SQLException e) {
        return new IllegalStateException("the local workspace's database failed: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            root.close();
        } catch (SQLException e) {
            throw broken(e);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
