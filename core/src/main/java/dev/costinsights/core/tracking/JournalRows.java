package dev.costinsights.core.tracking;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Puts events and gaps of one recorder's life into a journal's tables; whoever calls commits. */
final class JournalRows {

    private static final int TIMEOUT_SECONDS = JournalTables.TIMEOUT_SECONDS;
    private static final String INSERT = "INSERT INTO cost_insights_execution_event (recorder, sequence_no, type, id,"
            + " place, phase, start_micros, handed_over, event) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String INSERT_GAP =
            "INSERT INTO cost_insights_recording_gap (recorder, sequence_no, lost, at_micros) VALUES (?, ?, ?, ?)";

    /** What the column {@code handed_over} says. */
    static final int WAITS_FOR_THE_HOST = 0;

    static final int HANDED_OVER = 1;
    /** No host was known; should there be one later, it gets this too. */
    private static final int NO_HOST = 2;

    private final String recorder;
    private volatile boolean waitForTheHost;

    JournalRows(String recorder) {
        this.recorder = recorder;
    }

    void letWaitForTheHost() {
        waitForTheHost = true;
    }

    boolean waitForTheHost() {
        return waitForTheHost;
    }

    void insert(Connection connection, List<ExecutionEvent> events, long firstSequence) throws SQLException {
        long sequence = firstSequence;
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setQueryTimeout(TIMEOUT_SECONDS);
            for (ExecutionEvent event : events) {
                insert.setString(1, recorder);
                insert.setLong(2, sequence++);
                insert.setString(3, event.type().name());
                insert.setString(4, plain(event.id()));
                insert.setString(5, plain(place(event.place())));
                insert.setString(6, event.phase().name());
                insert.setLong(7, event.startMicros());
                insert.setInt(8, waitForTheHost ? WAITS_FOR_THE_HOST : NO_HOST);
                insert.setString(9, EventJson.write(event));
                insert.addBatch();
            }
            if (!events.isEmpty()) {
                insert.executeBatch();
            }
        }
    }

    void insertGap(Connection connection, EventBatch batch) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_GAP)) {
            insert.setQueryTimeout(TIMEOUT_SECONDS);
            insert.setString(1, recorder);
            insert.setLong(2, batch.sequence());
            insert.setLong(3, batch.lost());
            insert.setLong(4, batch.atMicros());
            insert.executeUpdate();
        }
    }

    /** Two workspaces may use the same id. */
    private static String place(ExecutionPlace place) {
        return place.host() != null ? place.host() : place.workspaceId();
    }

    /** Never null; without what some databases refuse in text. The event itself keeps everything. */
    private static String plain(String text) {
        if (text == null) {
            return "";
        }
        String clipped = text.length() > 255 ? text.substring(0, 255) : text;
        StringBuilder plain = new StringBuilder(clipped.length());
        clipped.codePoints().forEach(c -> plain.appendCodePoint(c == 0 || (c >= 0xD800 && c < 0xE000) ? 0xFFFD : c));
        return plain.toString();
    }
}
