package dev.costinsights.core.tracking;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Reads parts of a journal, and says what they can be known by: how many rows, the newest one's number, and the sum of their
 * times. Rows never change and get ever higher numbers, so another row, or one less, is another sum.
 */
final class JournalParts {

    private static final int PIECE = 1000;

    private JournalParts() {}

    /** Hands over the events' JSON, and returns the sum of exactly these rows. */
    static String read(DataSource database, JournalPart part, Consumer<String> events) throws SQLException {
        try (Connection own = JournalTables.connect(database)) {
            // PostgreSQL reads in pieces only within a transaction.
            own.setAutoCommit(false);
            try (Statement statement = own.createStatement()) {
                statement.setFetchSize(PIECE);
                long count = 0;
                long newest = 0;
                BigDecimal times = BigDecimal.ZERO;
                try (ResultSet rows = statement.executeQuery("SELECT entry, start_micros, event" + from(part))) {
                    while (rows.next()) {
                        count++;
                        newest = Math.max(newest, rows.getLong(1));
                        times = times.add(BigDecimal.valueOf(rows.getLong(2)));
                        events.accept(rows.getString(3));
                    }
                }
                own.commit();
                return sum(count, newest, times);
            }
        }
    }

    static List<String> sums(DataSource database, List<JournalPart> parts) throws SQLException {
        List<String> sums = new ArrayList<>();
        try (Connection own = JournalTables.connect(database);
                Statement statement = own.createStatement()) {
            for (JournalPart part : parts) {
                try (ResultSet rows = statement.executeQuery(
                        "SELECT COUNT(*), COALESCE(MAX(entry), 0), COALESCE(SUM(start_micros), 0)" + from(part))) {
                    rows.next();
                    sums.add(sum(rows.getLong(1), rows.getLong(2), rows.getBigDecimal(3)));
                }
            }
        }
        return sums;
    }

    private static String from(JournalPart part) {
        return " FROM cost_insights_execution_event WHERE type IN ("
                + part.types().stream().map(type -> "'" + type.name() + "'").collect(Collectors.joining(", "))
                + ") AND start_micros >= " + part.fromMicros() + " AND start_micros < " + part.beforeMicros();
    }

    private static String sum(long count, long newest, BigDecimal times) {
        return count + " " + newest + " " + times.toBigInteger();
    }
}
