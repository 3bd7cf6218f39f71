package dev.costinsights.core.tracking;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What of a journal no host has yet. */
final class JournalBacklog {

    private static final String WAITING =
            " FROM cost_insights_execution_event WHERE handed_over <> " + JournalRows.HANDED_OVER;

    private JournalBacklog() {}

    /**
     * The oldest: so many, or fewer when these are long already, but one at least.
     *
     * @param mostCharacters how long they may be together, as JSON
     * @param json makes events of what stands there
     */
    static Pending read(
            Connection connection, int most, long mostCharacters, BiConsumer<String, Consumer<ExecutionEvent>> json)
            throws SQLException {
        List<Long> entries = new ArrayList<>();
        List<ExecutionEvent> events = new ArrayList<>();
        boolean more = false;
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(most);
            statement.setQueryTimeout(JournalTables.TIMEOUT_SECONDS);
            // Drivers hold all that a query finds, so how long it is is asked first.
            try (ResultSet rows =
                    statement.executeQuery("SELECT entry, CHAR_LENGTH(event)" + WAITING + " ORDER BY entry")) {
                long characters = 0;
                while (!more && rows.next()) {
                    characters += rows.getLong(2);
                    more = !entries.isEmpty() && characters > mostCharacters;
                    if (!more) {
                        entries.add(rows.getLong(1));
                    }
                }
            }
            if (!entries.isEmpty()) {
                try (ResultSet rows = statement.executeQuery("SELECT event" + WAITING + " AND entry <= "
                        + entries.get(entries.size() - 1) + " ORDER BY entry")) {
                    while (rows.next()) {
                        json.accept(rows.getString(1), events::add);
                    }
                }
            }
        }
        connection.commit();
        return new Pending(entries, events, more || entries.size() == most);
    }

    static void remove(Connection connection, List<Long> entries) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE cost_insights_execution_event SET handed_over = "
                        + JournalRows.HANDED_OVER + " WHERE entry = ?")) {
            update.setQueryTimeout(JournalTables.TIMEOUT_SECONDS);
            for (long entry : entries) {
                update.setLong(1, entry);
                update.addBatch();
            }
            update.executeBatch();
            connection.commit();
        }
    }

    /**
     * @param entries numbers of the events in the journal, and of those that cannot be read
     * @param more whether there may be others
     */
    record Pending(List<Long> entries, List<ExecutionEvent> events, boolean more) {}
}
