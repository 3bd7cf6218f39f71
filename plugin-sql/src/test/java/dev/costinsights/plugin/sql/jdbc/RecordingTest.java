package dev.costinsights.plugin.sql.jdbc;

import static dev.costinsights.plugin.sql.Current.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionOutcome;
import dev.costinsights.core.tracking.ExecutionPhase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One event for each execution. */
class RecordingTest {

    private final Rig rig = new Rig();
    private Connection connection;

    @BeforeEach
    void connect() {
        connection = rig.connection();
        rig.current.context = run("a");
        rig.session.id = "01f0-1";
    }

    @Test
    void a_query_is_one_event_with_its_id_context_and_place() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT 1")) {
            rows.next();
            rows.getInt(1);
        }

        ExecutionEvent event = rig.kept.event();
        assertEquals(ExecutionType.STATEMENT, event.type());
        assertEquals("01f0-1", event.id());
        assertEquals(ExecutionPhase.ENDED, event.phase());
        assertEquals(ExecutionOutcome.SUCCEEDED, event.outcome());
        assertEquals(TimeSpan.micros(Rig.NOW), event.startMicros());
        assertTrue(event.durationMicros() >= 0 && event.durationMicros() < 60_000_000);
        assertEquals(run("a"), event.context());
        assertSame(KnownSession.PLACE, event.place());
    }

    @Test
    void every_kind_of_execution_is_one_event() throws SQLException {
        Statement statement = connection.createStatement();
        statement.execute("DELETE FROM t");
        statement.executeUpdate("DELETE FROM t");
        statement.executeLargeUpdate("DELETE FROM t", Statement.NO_GENERATED_KEYS);
        PreparedStatement prepared = connection.prepareStatement("SELECT ?");
        prepared.execute();
        prepared.executeQuery();
        prepared.executeUpdate();
        prepared.executeLargeUpdate();
        connection.prepareCall("CALL p()").execute();

        assertEquals(8, rig.kept.events.size());
        assertTrue(rig.kept.events.stream().allMatch(event -> "01f0-1".equals(event.id())));
    }

    @Test
    void a_batch_is_known_by_its_session() throws SQLException {
        Statement statement = connection.createStatement();
        statement.addBatch("INSERT INTO t VALUES (1)");
        statement.addBatch("INSERT INTO t VALUES (2)");
        statement.executeBatch();

        assertEquals(null, rig.kept.event().id());
        assertEquals("session-1", rig.kept.event().place().sessionId());
    }

    @Test
    void what_meta_data_execute_is_known_by_its_session() throws SQLException {
        connection.getMetaData().getTables(null, null, "%", null);

        assertEquals(null, rig.kept.event().id());
        assertEquals("session-1", rig.kept.event().place().sessionId());
    }

    @Test
    void a_failure_is_an_event_with_its_id() throws SQLException {
        SQLException failure = new SQLException("unresolved column", "42703");
        Statement statement = connection.createStatement();
        rig.driver.failure = (name, arguments) -> name.equals("Statement.executeQuery") ? failure : null;

        assertSame(failure, assertThrows(SQLException.class, () -> statement.executeQuery("SELECT x")));

        assertEquals(ExecutionOutcome.FAILED, rig.kept.event().outcome());
        assertEquals("01f0-1", rig.kept.event().id());
    }

    @Test
    void a_failure_before_there_was_an_id_does_not_take_the_id_of_the_execution_before() throws SQLException {
        Statement statement = connection.createStatement();
        statement.executeUpdate("DELETE FROM t");
        rig.driver.failure = (name, arguments) ->
                name.equals("Statement.executeUpdate") ? new SQLException("connection refused", "08001") : null;

        assertThrows(SQLException.class, () -> statement.executeUpdate("DELETE FROM t"));

        assertEquals("01f0-1", rig.kept.events.get(0).id());
        assertEquals(null, rig.kept.events.get(1).id());
    }

    @Test
    void a_canceled_statement_and_one_that_ran_out_of_time_are_canceled() throws SQLException {
        Statement statement = connection.createStatement();
        for (SQLException failure : List.of(new SQLException("canceled", "HY008"), new SQLTimeoutException("late"))) {
            rig.driver.failure = (name, arguments) -> name.equals("Statement.executeQuery") ? failure : null;
            assertThrows(SQLException.class, () -> statement.executeQuery("SELECT 1"));
        }

        assertEquals(
                List.of(ExecutionOutcome.CANCELED, ExecutionOutcome.CANCELED),
                rig.kept.events.stream().map(ExecutionEvent::outcome).toList());
    }

    @Test
    void what_the_caller_executes_on_the_drivers_own_statement_is_an_open_execution() throws SQLException {
        Statement statement = connection.createStatement();
        rig.session.id = null;
        Statement own =
                statement.unwrap(rig.driver.object(Statement.class).getClass().asSubclass(Statement.class));
        own.execute("SELECT 'async'");
        rig.session.id = "01f0-2";

        statement.close();

        assertEquals("01f0-2", rig.kept.event().id());
        assertEquals(ExecutionPhase.LAUNCHED, rig.kept.event().phase());
        assertEquals(ExecutionOutcome.UNKNOWN, rig.kept.event().outcome());
        assertEquals(-1, rig.kept.event().durationMicros());
    }

    @Test
    void what_may_have_been_executed_under_another_context_is_not_recorded() throws SQLException {
        Statement statement = connection.createStatement();
        rig.session.id = null;
        Statement own =
                statement.unwrap(rig.driver.object(Statement.class).getClass().asSubclass(Statement.class));
        rig.current.context = run("b");
        own.execute("SELECT 'async'");
        rig.session.id = "01f0-2";

        statement.close();

        assertEquals(List.of(), rig.kept.events);
        assertEquals(
                List.of("sql: the context changed while the caller held the driver's own statement"), rig.kept.undone);
    }

    @Test
    void without_a_context_nothing_is_recorded() throws SQLException {
        rig.current.context = AttributionContext.EMPTY;
        connection.createStatement().executeQuery("SELECT 1");

        assertEquals(List.of(), rig.kept.events);
        assertEquals(List.of(), rig.kept.undone);
    }
}
