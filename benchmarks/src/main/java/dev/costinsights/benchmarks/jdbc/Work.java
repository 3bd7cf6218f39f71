package dev.costinsights.benchmarks.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What is measured; each call is {@code units} operations. */
enum Work {
    STATEMENT("statement", 1) {
        @Override
        long run(Connection connection, PreparedStatement prepared) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT 1")) {
                rows.next();
                return rows.getInt(1);
            }
        }
    },
    PREPARED("prepared", 1) {
        @Override
        long run(Connection connection, PreparedStatement prepared) throws SQLException {
            prepared.setInt(1, 7);
            try (ResultSet rows = prepared.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    },
    ROW("row", 1000) {
        @Override
        long run(Connection connection, PreparedStatement prepared) throws SQLException {
            long sum = 0;
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT n, s FROM t")) {
                while (rows.next()) {
                    sum += rows.getInt(1) + rows.getString(2).length();
                }
            }
            return sum;
        }
    };

    final String title;
    final int units;

    Work(String title, int units) {
        this.title = title;
        this.units = units;
    }

    abstract long run(Connection connection, PreparedStatement prepared) throws SQLException;
}
