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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Query tags where something goes wrong: nobody gets another run's tags, and the caller's call stays his. */
class SessionTagsInTroubleTest {

    private static final String SET_A = "SET QUERY_TAGS['dagster_snowflake_opaque_id'] = 'a', "
            + "QUERY_TAGS['dagster_job_name'] = 'nightly', QUERY_TAGS['dagster_run_id'] = 'run-a'";

    private final Rig rig = new Rig();

    private static final String UNSET = "SET QUERY_TAGS['dagster_job_name'] = UNSET, "
            + "QUERY_TAGS['dagster_run_id'] = UNSET, QUERY_TAGS['dagster_snowflake_opaque_id'] = UNSET";

    @Test
    void a_session_that_refuses_tags_is_asked_once_and_what_it_may_have_taken_is_removed() throws SQLException {
        rig.failTags(Integer.MAX_VALUE, new SQLException("no such setting", "42K0I"));
        Connection connection = rig.connection();
        for (String id : List.of("a", "b", "c")) {
            rig.current.context = run(id);
            execute(connection, "SELECT 1");
        }

        connection.close();

        assertEquals(List.of(SET_A, UNSET, "SELECT 1", "SELECT 1", "SELECT 1"), rig.executed());
        assertEquals(Set.of("sql: the session did not take query tags"), Set.copyOf(rig.kept.undone));
        assertEquals(3, rig.kept.events.size());
    }

    @Test
    void tags_whose_answer_was_lost_are_removed_when_the_context_ends() throws SQLException {
        Connection connection = rig.connection();
        rig.failTags(1, new SQLException("connection reset", "08S01"));
        rig.current.context = run("a");
        execute(connection, "SELECT 1");
        rig.current.context = AttributionContext.EMPTY;

        execute(connection, "SELECT 2");

        assertEquals(List.of(SET_A, "SELECT 1", UNSET, "SELECT 2"), rig.executed());
    }

    @Test
    void tags_whose_answer_was_lost_do_not_go_back_to_the_pool() throws SQLException {
        Connection connection = rig.connection();
        rig.failTags(1, new SQLException("connection reset", "08S01"));
        rig.current.context = run("a");
        execute(connection, "SELECT 1");
        rig.executed();

        connection.close();

        assertEquals(List.of(UNSET), rig.executed());
    }

    @Test
    void after_one_failure_that_says_nothing_tags_are_written_again() throws SQLException {
        Connection connection = rig.connection();
        rig.failTags(1, new SQLException("gateway"));
        rig.current.context = run("a");

        execute(connection, "SELECT 1", "SELECT 2", "SELECT 3");

        assertEquals(List.of(SET_A, "SELECT 1", SET_A, "SELECT 2", "SELECT 3"), rig.executed());
    }

    @Test
    void a_context_that_is_refused_is_not_the_end_of_tags_on_a_session_that_took_others() throws SQLException {
        Connection connection = rig.connection();
        rig.current.context = run("a");
        execute(connection, "SELECT 1");
        rig.current.context = run("b");
        rig.failTags(1, new SQLException("too many", "22023"));
        execute(connection, "SELECT 2");
        rig.current.context = run("a");
        rig.executed();

        execute(connection, "SELECT 3");

        assertEquals(List.of(SET_A, "SELECT 3"), rig.executed());
    }

    @Test
    void a_connection_goes_back_to_its_pool_in_time_even_when_the_driver_hangs() throws Exception {
        Scripted pool = new Scripted();
        SessionTags tags = new SessionTags(
                rig.tracking(),
                pool.object(Connection.class),
                rig.driver.object(Connection.class),
                Set.of(),
                Map.of("dagster_run_id", "run-a"));
        CountDownLatch answer = new CountDownLatch(1);
        CountDownLatch canceled = new CountDownLatch(1);
        rig.driver.failure = (name, arguments) -> {
            if (name.equals("Statement.execute")) {
                awaitQuietly(answer);
            } else if (name.equals("Statement.cancel")) {
                canceled.countDown();
            }
            return null;
        };

        long start = System.nanoTime();
        new Session(rig.session, KnownSession.PLACE, tags).leave(Duration.ofMillis(200));
        long millis = (System.nanoTime() - start) / 1_000_000;

        assertTrue(millis < 5_000, millis + " ms");
        assertEquals(Set.of("dagster_run_id"), StaleTags.take(rig.session).keySet());
        assertTrue(canceled.await(10, TimeUnit.SECONDS));
        // It would wait for a statement that it has made.
        assertEquals(List.of(), pool.calls);
        answer.countDown();
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

    @Test
    void a_thread_with_the_same_context_waits_until_it_is_written() throws Exception {
        Connection connection = rig.connection();
        rig.current.context = run("a");
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        rig.driver.failure = (name, arguments) -> {
            if (String.valueOf(arguments == null ? "" : arguments[0]).startsWith("SET")) {
                writing.countDown();
                awaitQuietly(answer);
            }
            return null;
        };
        FutureTask<Void> first = started(() -> execute(connection, "SELECT 1"));
        assertTrue(writing.await(10, TimeUnit.SECONDS));
        FutureTask<Void> second = started(() -> execute(connection, "SELECT 2"));
        assertThrows(TimeoutException.class, () -> second.get(200, TimeUnit.MILLISECONDS));

        answer.countDown();
        first.get(10, TimeUnit.SECONDS);
        second.get(10, TimeUnit.SECONDS);

        List<String> executed = rig.executed();
        assertEquals(SET_A, executed.get(0));
        assertEquals(Set.of("SELECT 1", "SELECT 2"), Set.copyOf(executed.subList(1, executed.size())));
        assertEquals(List.of(), rig.kept.undone);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void onAnotherThread(Step step) {
        FutureTask<Void> task = started(step);
        try {
            task.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static FutureTask<Void> started(Step step) {
        FutureTask<Void> task = new FutureTask<>(() -> {
            step.run();
            return null;
        });
        new Thread(task).start();
        return task;
    }

    @FunctionalInterface
    private interface Step {
        void run() throws SQLException;
    }
}
