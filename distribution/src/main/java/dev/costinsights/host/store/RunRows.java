package dev.costinsights.host.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The catalog's rows about runs of the backfill. */
public final class RunRows {

    private RunRows() {}

    /**
     * A run.
     *
     * @param ended empty while it runs, and for one that was killed
     * @param outcome one sentence
     */
    public record Run(
            LocalDate start,
            LocalDate end,
            Instant started,
            Optional<Instant> ended,
            String outcome,
            long slices,
            long changed,
            long rows) {}

    static void begin(Connection connection, long epoch, LocalDate start, LocalDate end, long now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO backfill_run VALUES (?, ?, ?, ?, NULL, 'not finished', 0, 0, 0)")) {
            insert.setLong(1, epoch);
            insert.setString(2, start.toString());
            insert.setString(3, end.toString());
            insert.setLong(4, now);
            insert.executeUpdate();
        }
    }

    static void end(Connection connection, long epoch, String outcome, long slices, long changed, long rows, long now)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE backfill_run SET ended_at = ?, outcome = ?, slices = ?, changed = ?, row_count = ? "
                        + "WHERE epoch = ?")) {
            update.setLong(1, now);
            update.setString(2, outcome);
            update.setLong(3, slices);
            update.setLong(4, changed);
            update.setLong(5, rows);
            update.setLong(6, epoch);
            update.executeUpdate();
        }
    }

    static List<Run> newest(Connection connection, int most) throws SQLException {
        List<Run> runs = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                        "SELECT window_start, window_end, started_at, ended_at, outcome, slices, changed, row_count "
                                + "FROM backfill_run ORDER BY epoch DESC");
                ResultSet rows = query.executeQuery()) {
            while (runs.size() < most && rows.next()) {
                long ended = rows.getLong(4);
                runs.add(new Run(
                        LocalDate.parse(rows.getString(1)),
                        LocalDate.parse(rows.getString(2)),
                        Instant.ofEpochMilli(rows.getLong(3)),
                        ended == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ended)),
                        rows.getString(5),
                        rows.getLong(6),
                        rows.getLong(7),
                        rows.getLong(8)));
            }
        }
        return runs;
    }
}
