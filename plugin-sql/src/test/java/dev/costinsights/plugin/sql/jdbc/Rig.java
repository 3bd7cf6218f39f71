package dev.costinsights.plugin.sql.jdbc;

import dev.costinsights.plugin.sql.Current;
import dev.costinsights.plugin.sql.Kept;
import dev.costinsights.plugin.sql.tracking.Channels;
import dev.costinsights.plugin.sql.tracking.Tracking;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A wrapped connection over a scripted driver, and everything around it that a test looks at. */
final class Rig {

    static final Instant NOW = Instant.parse("2026-10-01T08:00:00Z");

    final Scripted driver = new Scripted();
    final Current current = new Current();
    final Kept kept = new Kept();
    final KnownSession session = new KnownSession();

    Connection connection() {
        return connection(Channels.STANDARD, Map.of());
    }

    Connection connection(Channels channels, Map<String, String> atConnect) {
        return new Wrapping(tracking(channels), ignored -> session).wrap(driver.object(Connection.class), atConnect);
    }

    Tracking tracking() {
        return tracking(Channels.STANDARD);
    }

    private Tracking tracking(Channels channels) {
        return new Tracking(current, kept, Clock.fixed(NOW, ZoneOffset.UTC), channels);
    }

    /** Lets the next statements that write tags fail. */
    void failTags(int times, SQLException thrown) {
        AtomicInteger left = new AtomicInteger(times);
        driver.failure = (name, arguments) ->
                String.valueOf(arguments == null ? "" : arguments[0]).startsWith("SET") && left.getAndDecrement() > 0
                        ? thrown
                        : null;
    }

    /** Texts that were executed since the last call. */
    List<String> executed() {
        List<String> texts = driver.calls.stream()
                .filter(call -> call.startsWith("Statement.execute"))
                .map(call -> call.substring(call.indexOf('[') + 1, call.length() - 1))
                .toList();
        driver.calls.clear();
        return texts;
    }

    /** Executes texts with a statement of the connection. */
    static void execute(Connection connection, String... texts) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : texts) {
                statement.execute(sql);
            }
        }
    }
}
