package dev.costinsights.plugin.sql.jdbc;

import static dev.costinsights.plugin.sql.Current.run;
import static dev.costinsights.plugin.sql.jdbc.Rig.execute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.context.AttributionContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Query tags where something goes wrong: nobody gets another run's tags, and the caller's call stays his. */
class SessionTagsInTroubleTest {

    private static final String SET_A = "SET QUERY_TAGS['dagster_snowflake_opaque_id'] = 'a', "
            + "QUERY_TAGS['dagster_job_name'] = 'nightly', QUERY_TAGS['dagster_run_id'] = 'run-a'";

    private final Rig rig = new Rig();

    @Test
    void a_session_that_refuses_tags_is_asked_once() throws SQLException {
        rig.driver.failure = (name, arguments) ->
                String.valueOf(arguments == null ? "" : arguments[0]).startsWith("SET")
                        ? new SQLException("no such setting")
                        : null;
        Connection connection = rig.connection();
        for (String id : List.of("a", "b", "c")) {
            rig.current.context = run(id);
            execute(connection, "SELECT 1");
        }

        assertEquals(List.of(SET_A, "SELECT 1", "SELECT 1", "SELECT 1"), rig.executed());
        assertEquals(List.of("sql: the session did not take query tags"), rig.kept.undone);
        assertEquals(3, rig.kept.events.size());
    }

    @Test
    void an_interrupt_that_the_driver_took_while_it_wrote_tags_is_given_back() throws SQLException {
        rig.driver.failure = (name, arguments) ->
                String.valueOf(arguments == null ? "" : arguments[0]).startsWith("SET")
                        ? new SQLException("interrupted", new InterruptedException())
                        : null;
        Connection connection = rig.connection();
        rig.current.context = run("a");

        execute(connection, "SELECT 1");

        assertTrue(Thread.interrupted());
    }

    @Test
    void an_interrupted_thread_gives_the_connection_back_without_our_tags() throws SQLException {
        Connection connection = rig.connection();
        rig.current.context = run("a");
        execute(connection, "SELECT 1");
        rig.executed();

        Thread.currentThread().interrupt();
        connection.close();

        assertTrue(Thread.interrupted());
        assertEquals(
                1, rig.executed().stream().filter(sql -> sql.contains("UNSET")).count());
    }

    @Test
    void another_engine_gets_a_connection_without_the_tags_of_the_first() throws SQLException {
        Connection connection = rig.connection();
        rig.current.context = run("a");
        execute(connection, "SELECT 1");
        rig.executed();

        Rig other = new Rig();
        Connection taken = new Wrapping(other.tracking(), ignored -> rig.session).wrap(connection);
        execute(taken, "SELECT 2");

        List<String> executed = rig.executed();
        assertTrue(
                executed.get(0).startsWith("SET QUERY_TAGS['dagster_snowflake_opaque_id'] = UNSET"), executed.get(0));
        assertEquals(List.of("SELECT 2"), executed.subList(1, executed.size()));
    }

    @Test
    void an_interrupted_thread_executes_nothing_under_the_tags_of_the_context_before() throws SQLException {
        Connection connection = rig.connection();
        rig.current.context = run("a");
        execute(connection, "SELECT 1");
        rig.current.context = run("b");
        rig.executed();

        Thread.currentThread().interrupt();
        execute(connection, "SELECT 2");

        assertTrue(Thread.interrupted());
        assertTrue(rig.executed().get(0).contains("'b'"));
    }

    @Test
    void tags_that_could_not_be_removed_are_gone_before_the_next_borrower_executes_anything() throws SQLException {
        Connection connection = rig.connection();
        rig.current.context = run("a");
        execute(connection, "SELECT 1");
        rig.failTags(Integer.MAX_VALUE, new SQLException("gateway"));
        connection.close();
        rig.failTags(0, null);
        rig.executed();

        rig.current.context = AttributionContext.EMPTY;
        Connection next = rig.connection();
        execute(next, "SELECT 2", "SELECT 3");

        List<String> executed = rig.executed();
        assertTrue(executed.get(0).contains("QUERY_TAGS['dagster_snowflake_opaque_id'] = UNSET"), executed.get(0));
        assertTrue(executed.get(0).contains("QUERY_TAGS['dagster_run_id'] = UNSET"), executed.get(0));
        assertEquals(List.of("SELECT 2", "SELECT 3"), executed.subList(1, executed.size()));
        next.close();
        rig.executed();
        execute(rig.connection(), "SELECT 4");
        assertEquals(List.of("SELECT 4"), rig.executed());
    }

    @Test
    void a_change_that_fails_is_tried_again_before_a_statement_carries_the_tags_of_another_context()
            throws SQLException {
        Connection connection = rig.connection();
        rig.current.context = run("a");
        execute(connection, "SELECT 1");
        rig.current.context = run("b");
        rig.executed();
        rig.failTags(1, new SQLException("gateway"));

        execute(connection, "SELECT 2");

        String change = "SET QUERY_TAGS['dagster_snowflake_opaque_id'] = 'b', QUERY_TAGS['dagster_run_id'] = 'run-b'";
        assertEquals(List.of(change, change, "SELECT 2"), rig.executed());
    }

    @Test
    void a_change_that_keeps_failing_is_tried_with_every_statement_and_written_whole() throws SQLException {
        Connection connection = rig.connection();
        rig.current.context = run("a");
        execute(connection, "SELECT 1");
        rig.current.context = run("b");
        rig.failTags(2, new SQLException("gateway"));
        execute(connection, "SELECT 2");
        rig.executed();

        execute(connection, "SELECT 3");

        assertEquals(List.of(SET_A.replace("'a'", "'b'").replace("run-a", "run-b"), "SELECT 3"), rig.executed());
    }

    @Test
    void the_callers_time_limit_holds_while_tags_are_written() throws SQLException {
        Connection connection = rig.connection();
        rig.current.context = run("a");
        SQLTimeoutException late = new SQLTimeoutException("1 s");
        rig.failTags(1, late);
        try (Statement statement = connection.createStatement()) {
            assertSame(late, assertThrows(SQLTimeoutException.class, () -> statement.execute("SELECT 1")));
            assertEquals(List.of(SET_A), rig.executed());

            statement.execute("SELECT 2");

            assertEquals(List.of(SET_A, "SELECT 2"), rig.executed());
        }
    }

    @Test
    void who_cancels_a_statement_cancels_the_tags_that_are_written_before_it() throws SQLException {
        Connection connection = rig.connection();
        rig.current.context = run("a");
        try (Statement statement = connection.createStatement()) {
            rig.driver.failure = (name, arguments) -> {
                if (String.valueOf(arguments == null ? "" : arguments[0]).startsWith("SET")) {
                    onAnotherThread(statement::cancel);
                    return new SQLException("canceled");
                }
                return null;
            };

            SQLException thrown = assertThrows(SQLException.class, () -> statement.execute("SELECT 1"));

            assertEquals("HY008", thrown.getSQLState());
            assertTrue(rig.driver.calls.contains("Statement.cancel[]"), rig.driver.calls.toString());
            assertEquals(List.of(SET_A), rig.executed());
        }
    }

    @Test
    void while_another_thread_writes_tags_nobody_waits() throws Exception {
        Connection connection = rig.connection();
        rig.current.context = run("a");
        rig.driver.failure = (name, arguments) -> {
            if (String.valueOf(arguments == null ? "" : arguments[0]).startsWith("SET")) {
                rig.driver.failure = (again, given) -> null;
                rig.current.context = run("b");
                onAnotherThread(() -> execute(connection, "SELECT 'b'"));
            }
            return null;
        };

        execute(connection, "SELECT 'a'");

        assertEquals(List.of(SET_A, "SELECT 'b'", "SELECT 'a'"), rig.executed());
        assertEquals(List.of("sql: two contexts used one connection at once"), rig.kept.undone);
    }

    private static void onAnotherThread(Step step) {
        FutureTask<Void> task = new FutureTask<>(() -> {
            step.run();
            return null;
        });
        new Thread(task).start();
        try {
            task.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws SQLException;
    }
}
