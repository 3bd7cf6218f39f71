package dev.costinsights.core.tracking;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal's tables, in the SQL that H2 and PostgreSQL share, and connections to them. */
final class JournalTables {

    static final int TIMEOUT_SECONDS = 30;

    private static final Logger LOG = LoggerFactory.getLogger(JournalTables.class);

    private static final int ATTEMPTS = 3;

    private static final Object MAKING = new Object();

    private static final List<String> ALL = List.of(
            "CREATE TABLE IF NOT EXISTS cost_insights_execution_event ("
                    + "entry BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "
                    + "recorder VARCHAR(64) NOT NULL, "
                    + "sequence_no BIGINT NOT NULL, "
                    + "type VARCHAR(32) NOT NULL, "
                    + "id VARCHAR(255) NOT NULL, "
                    + "place VARCHAR(255) NOT NULL, "
                    + "phase VARCHAR(16) NOT NULL, "
                    + "start_micros BIGINT NOT NULL, "
                    + "handed_over SMALLINT NOT NULL, "
                    + "event VARCHAR NOT NULL)",
            "CREATE INDEX IF NOT EXISTS cost_insights_execution_event_id"
                    + " ON cost_insights_execution_event (type, id, place, phase)",
            "CREATE INDEX IF NOT EXISTS cost_insights_execution_event_start"
                    + " ON cost_insights_execution_event (type, start_micros)",
            "CREATE TABLE IF NOT EXISTS cost_insights_recording_gap ("
                    + "recorder VARCHAR(64) NOT NULL, "
                    + "sequence_no BIGINT NOT NULL, "
                    + "lost BIGINT NOT NULL, "
                    + "at_micros BIGINT NOT NULL)");

    private JournalTables() {}

    /** A connection to a database that has the tables. */
    static Connection connect(DataSource database) throws SQLException {
        Connection opened = database.getConnection();
        try {
            limit(opened);
            opened.setAutoCommit(true);
            try (Statement statement = opened.createStatement()) {
                create(statement);
                if (isH2(opened)) {
                    // Its commits reach the file half a second later otherwise.
                    statement.execute("SET WRITE_DELAY 0");
                }
            }
            return opened;
        } catch (SQLException | RuntimeException | Error e) {
            opened.close();
            throw e;
        }
    }

    static boolean isH2(Connection opened) throws SQLException {
        return "H2".equals(opened.getMetaData().getDatabaseProductName());
    }

    /** A database that does not answer must not hold the thread for ever. */
    private static void limit(Connection opened) {
        try {
            opened.setNetworkTimeout(Runnable::run, TIMEOUT_SECONDS * 1000);
        } catch (SQLException | AbstractMethodError e) {
            LOG.debug("the journal's driver knows no network timeout", e);
        }
    }

    /**
     * Makes what is missing, one thread at a time. Another process may make it at the same moment: what that has just made
     * fails this one, which finds it when it looks again.
     */
    private static void create(Statement statement) throws SQLException {
        synchronized (MAKING) {
            for (int attempt = 1; ; attempt++) {
                try {
                    for (String missing : ALL) {
                        statement.execute(missing);
                    }
                    return;
                } catch (SQLException e) {
                    if (attempt == ATTEMPTS) {
                        throw e;
                    }
                    LOG.debug("the journal's tables are looked at again", e);
                }
            }
        }
    }
}
