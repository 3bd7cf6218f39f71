package dev.costinsights.core.tracking;

import java.sql.SQLException;
import java.sql.Statement;

/** The journal's tables, in the SQL that H2 and PostgreSQL share. */
final class JournalTables {

    private JournalTables() {}

    static void create(Statement statement) throws SQLException {
        statement.execute("CREATE TABLE IF NOT EXISTS cost_insights_execution_event ("
                + "entry BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "
                + "recorder VARCHAR(64) NOT NULL, "
                + "sequence_no BIGINT NOT NULL, "
                + "type VARCHAR(32) NOT NULL, "
                + "id VARCHAR(255) NOT NULL, "
                + "place VARCHAR(255) NOT NULL, "
                + "phase VARCHAR(16) NOT NULL, "
                + "start_micros BIGINT NOT NULL, "
                + "handed_over SMALLINT NOT NULL, "
                + "event VARCHAR NOT NULL)");
        statement.execute("CREATE INDEX IF NOT EXISTS cost_insights_execution_event_id"
                + " ON cost_insights_execution_event (type, id, place, phase)");
        statement.execute("CREATE TABLE IF NOT EXISTS cost_insights_recording_gap ("
                + "recorder VARCHAR(64) NOT NULL, "
                + "sequence_no BIGINT NOT NULL, "
                + "lost BIGINT NOT NULL, "
                + "at_micros BIGINT NOT NULL)");
    }
}
