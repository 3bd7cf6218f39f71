package dev.costinsights.workspace.sample;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Queries over the files of a sample; {@code {billing/usage}} in the SQL stands for that table's Parquet file. */
final class Tables {
    private final Path folder;

    Tables(Path folder) {
        this.folder = folder;
    }

    /** All rows, each as its columns' texts. */
    List<List<String>> rows(String sql) throws SQLException {
        String resolved = sql.replaceAll("\\{([a-z_/]+)}", "'" + folder + "/$1.parquet'");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            try (ResultSet result = statement.executeQuery(resolved)) {
                List<List<String>> rows = new ArrayList<>();
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int c = 1; c <= result.getMetaData().getColumnCount(); c++) {
                        row.add(result.getString(c));
                    }
                    rows.add(row);
                }
                return rows;
            }
        }
    }

    /** The only value of the only row. */
    long number(String sql) throws SQLException {
        return Long.parseLong(rows(sql).get(0).get(0));
    }
}
