package dev.costinsights.host.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The catalog's rows about slices. */
final class PartitionRows {

    private static final String KEY = " WHERE table_schema = ? AND table_name = ? AND region = ? AND slice = ?";

    private PartitionRows() {}

    /** All of them, by table and day. */
    static List<Partition> all(Connection connection) throws SQLException {
        List<Partition> partitions = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                        "SELECT table_schema, table_name, region, slice, file, row_count, content_hash, file_hash, horizon "
                                + "FROM fact_partition ORDER BY table_schema, table_name, region, slice");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                partitions.add(new Partition(
                        new FactTable(rows.getString(1), rows.getString(2), rows.getString(3)),
                        day(rows.getString(4)),
                        rows.getString(5),
                        rows.getLong(6),
                        rows.getString(7),
                        rows.getString(8),
                        day(rows.getString(9))));
            }
        }
        return partitions;
    }

    /** Puts a slice in, or in the place of what is there. Returns whether its content is another. */
    static boolean put(Connection connection, Partition partition, long now) throws SQLException {
        String before = hash(connection, partition);
        String sql = before == null
                ? "INSERT INTO fact_partition (file, row_count, content_hash, file_hash, horizon, read_at, "
                        + "table_schema, table_name, region, slice) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                : "UPDATE fact_partition SET file = ?, row_count = ?, content_hash = ?, file_hash = ?, horizon = ?, read_at = ?"
                        + KEY;
        try (PreparedStatement change = connection.prepareStatement(sql)) {
            change.setString(1, partition.file());
            change.setLong(2, partition.rows());
            change.setString(3, partition.hash());
            change.setString(4, partition.fileHash());
            change.setString(5, text(partition.horizon()));
            change.setLong(6, now);
            key(change, 7, partition);
            change.executeUpdate();
        }
        return !partition.hash().equals(before);
    }

    private static String hash(Connection connection, Partition partition) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT content_hash FROM fact_partition" + KEY)) {
            key(query, 1, partition);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    private static void key(PreparedStatement statement, int first, Partition partition) throws SQLException {
        FactTable table = partition.table();
        statement.setString(first, table.schema());
        statement.setString(first + 1, table.name());
        statement.setString(first + 2, table.region());
        statement.setString(first + 3, text(partition.day()));
    }

    /** Empty for none: a key cannot be null. */
    private static String text(LocalDate day) {
        return day == null ? "" : day.toString();
    }

    private static LocalDate day(String text) {
        return text.isEmpty() ? null : LocalDate.parse(text);
    }
}
