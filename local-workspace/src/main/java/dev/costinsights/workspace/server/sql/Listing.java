package dev.costinsights.workspace.server.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Which catalogs, schemas, tables and columns there are. */
final class Listing {
    /** A column of a table. */
    record Entry(String catalog, String schema, String table, String column, SqlType type, int position) {}

    private static final List<String> CATALOGS = List.of(Names.MAIN, Names.SYSTEM);

    private final Database database;

    Listing(Database database) {
        this.database = database;
    }

    List<String> catalogs() {
        return CATALOGS;
    }

    List<String> schemas(String catalog) throws SqlFailure {
        List<String> schemas = new ArrayList<>();
        query(
                "SELECT schema_name FROM duckdb_schemas() WHERE database_name = "
                        + Names.literal(String.valueOf(Names.catalog(catalog)))
                        + " AND NOT internal ORDER BY ALL",
                row -> schemas.add(row.getString(1)));
        return schemas;
    }

    /** Catalog, schema and name of every table that can be seen, in that order. */
    List<List<String>> tables() throws SqlFailure {
        List<List<String>> tables = new ArrayList<>();
        for (String catalog : CATALOGS) {
            String name = Names.literal(Names.catalog(catalog));
            query(
                    "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = " + name
                            + " UNION ALL SELECT schema_name, view_name FROM duckdb_views() WHERE database_name = "
                            + name + " AND NOT internal ORDER BY ALL",
                    row -> tables.add(List.of(catalog, row.getString(1), row.getString(2))));
        }
        return tables;
    }

    List<Entry> columns() throws SqlFailure {
        List<Entry> columns = new ArrayList<>();
        for (String catalog : CATALOGS) {
            query(
                    "SELECT schema_name, table_name, column_name, data_type, column_index FROM duckdb_columns()"
                            + " WHERE database_name = " + Names.literal(Names.catalog(catalog))
                            + " AND NOT internal ORDER BY 1, 2, 5",
                    row -> columns.add(new Entry(
                            catalog,
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            SqlType.of(row.getString(4)),
                            row.getInt(5))));
        }
        return columns;
    }

    private interface Rows {
        void row(ResultSet row) throws SQLException;
    }

    private void query(String sql, Rows rows) throws SqlFailure {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.row(result);
            }
        } catch (SQLException e) {
            throw SqlFailure.of(e);
        }
    }
}
