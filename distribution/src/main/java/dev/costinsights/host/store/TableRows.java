package dev.costinsights.host.store;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.SourceColumn;
import dev.costinsights.core.spi.SourceTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The catalog's rows about tables: their columns, or why they cannot be read. */
final class TableRows {

    private static final int LONGEST_PROBLEM = 4_000;

    private TableRows() {}

    /** A table that is no longer found keeps its row: its facts are still here. */
    static void replace(Connection connection, List<SourceTable> tables, long now) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(
                        "DELETE FROM fact_table WHERE table_schema = ? AND table_name = ? AND region = ?");
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO fact_table VALUES (?, ?, ?, ?, ?, ?)")) {
            for (SourceTable table : tables) {
                key(delete, 1, FactTable.of(table));
                delete.executeUpdate();
                key(insert, 1, FactTable.of(table));
                insert.setString(
                        4, table.problem() == null ? null : cut(table.problem().getMessage()));
                insert.setString(5, table.slicing() + "\n" + columns(table.columns()));
                insert.setLong(6, now);
                insert.executeUpdate();
            }
        }
    }

    static void problem(Connection connection, FactTable table, String problem) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE fact_table SET problem = ? WHERE table_schema = ? AND table_name = ? AND region = ?")) {
            update.setString(1, cut(problem));
            key(update, 2, table);
            update.executeUpdate();
        }
    }

    static List<SourceTable> all(Connection connection) throws SQLException {
        List<SourceTable> tables = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                        "SELECT table_schema, table_name, region, problem, source_columns FROM fact_table "
                                + "ORDER BY table_schema, table_name, region");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                List<String> lines = rows.getString(5).lines().toList();
                String problem = rows.getString(4);
                tables.add(new SourceTable(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getString(3),
                        SourceTable.Slicing.valueOf(lines.get(0)),
                        lines.subList(1, lines.size()).stream()
                                .map(TableRows::column)
                                .toList(),
                        problem == null ? null : new CostInsightsException(ErrorCode.NOT_FOUND, problem)));
            }
        }
        return tables;
    }

    private static String columns(List<SourceColumn> columns) {
        return columns.stream()
                .map(column -> column.type() + " " + column.name())
                .collect(Collectors.joining("\n"));
    }

    private static SourceColumn column(String line) {
        int space = line.indexOf(' ');
        return new SourceColumn(line.substring(space + 1), SourceColumn.Type.valueOf(line.substring(0, space)));
    }

    private static void key(PreparedStatement statement, int first, FactTable table) throws SQLException {
        statement.setString(first, table.schema());
        statement.setString(first + 1, table.name());
        statement.setString(first + 2, table.region());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_PROBLEM ? text : text.substring(0, LONGEST_PROBLEM);
    }
}
