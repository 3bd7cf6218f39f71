package dev.costinsights.core.tracking;

import dev.costinsights.core.model.TimeSpan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;

/**
 * Deletes what is old from a journal's table. An execution goes whole or not at all: a launch that stood there without its end
 * would be open again.
 */
final class JournalForgetting {

    private static final String ALL = "DELETE FROM cost_insights_execution_event WHERE start_micros < ?";
    /** Of one without an id nobody can ask how it ended: nothing more will come. */
    private static final String ENDED = "DELETE FROM cost_insights_execution_event d WHERE d.start_micros < ?"
            + " AND (%1$s) AND (d.id = '' OR (EXISTS (SELECT 1 FROM cost_insights_execution_event e"
            + " WHERE e.type = d.type AND e.id = d.id AND e.place = d.place AND e.phase = 'ENDED'"
            + " AND NOT EXISTS (SELECT 1 FROM cost_insights_execution_event l WHERE l.type = d.type AND l.id = d.id"
            + " AND l.place = d.place AND l.phase = 'LAUNCHED' AND l.start_micros > e.start_micros))"
            + " AND NOT EXISTS (SELECT 1 FROM cost_insights_execution_event k"
            + " WHERE k.type = d.type AND k.id = d.id AND k.place = d.place"
            + " AND (k.start_micros >= ? OR NOT (%2$s)))))";

    private JournalForgetting() {}

    /**
     * @param handsOver whether a host is to get all that stands there; else what was written while no host was known may go
     * @return how many events
     */
    static int ended(DataSource database, Instant before, boolean handsOver) throws SQLException {
        String gone = handsOver
                ? "handed_over = " + JournalRows.HANDED_OVER
                : "handed_over <> " + JournalRows.WAITS_FOR_THE_HOST;
        try (Connection own = JournalTables.connect(database);
                PreparedStatement delete = own.prepareStatement(ENDED.formatted("d." + gone, "k." + gone))) {
            delete.setLong(1, TimeSpan.micros(before));
            delete.setLong(2, TimeSpan.micros(before));
            return delete.executeUpdate();
        }
    }

    static int all(DataSource database, Instant before) throws SQLException {
        try (Connection own = JournalTables.connect(database);
                PreparedStatement delete = own.prepareStatement(ALL)) {
            delete.setLong(1, TimeSpan.micros(before));
            return delete.executeUpdate();
        }
    }
}
