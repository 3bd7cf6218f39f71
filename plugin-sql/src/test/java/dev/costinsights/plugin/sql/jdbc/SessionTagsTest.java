package dev.costinsights.plugin.sql.jdbc;

import static dev.costinsights.plugin.sql.Current.run;
import static dev.costinsights.plugin.sql.jdbc.Rig.execute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.plugin.sql.tracking.Channels;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Query tags of a session that outlives contexts. */
class SessionTagsTest {

    private static final String SET_A = "SET QUERY_TAGS['dagster_snowflake_opaque_id'] = 'a', "
            + "QUERY_TAGS['dagster_job_name'] = 'nightly', QUERY_TAGS['dagster_run_id'] = 'run-a'";

    private final Rig rig = new Rig();

    @Test
    void tags_are_written_before_the_first_statement_and_not_again() throws SQLException {
        Connection connection = rig.connection();
        rig.current.context = run("a");

        execute(connection, "SELECT 1", "SELECT 2");

        assertEquals(List.of(SET_A, "SELECT 1", "SELECT 2"), rig.executed());
    }

    @Test
    void an_equal_context_is_the_same_context() throws SQLException {
        Connection connection = rig.connection();
        rig.current.context = run("a");
        execute(connection, "SELECT 1");
        rig.current.context = run("a");
        rig.executed();

        execute(connection, "SELECT 2");

        assertEquals(List.of("SELECT 2"), rig.executed());
    }

    @Test
    void only_what_changes_is_written_and_what_is_gone_is_removed() throws SQLException {
        Connection connection = rig.connection();
        rig.current.context = run("a");
        execute(connection, "SELECT 1");
        rig.executed();
        rig.current.context = AttributionContext.builder()
                .opaqueId("b")
                .job("nightly")
                .orchestrator("dagster")
                .build();

        execute(connection, "SELECT 2");

        assertEquals(
                List.of(
                        "SET QUERY_TAGS['dagster_run_id'] = UNSET, QUERY_TAGS['dagster_snowflake_opaque_id'] = 'b'",
                        "SELECT 2"),
                rig.executed());
    }

    @Test
    void when_the_context_ends_the_next_statement_carries_no_tags() throws SQLException {
        Connection connection = rig.connection();
        rig.current.context = run("a");
        execute(connection, "SELECT 1");
        rig.executed();
        rig.current.context = AttributionContext.EMPTY;

        execute(connection, "SELECT 2", "SELECT 3");

        List<String> executed = rig.executed();
        assertTrue(
                executed.get(0).startsWith("SET QUERY_TAGS['dagster_snowflake_opaque_id'] = UNSET"), executed.get(0));
        assertEquals(List.of("SELECT 2", "SELECT 3"), executed.subList(1, executed.size()));
    }

    @Test
    void a_connection_goes_back_to_its_pool_without_our_tags() throws SQLException {
        Connection connection = rig.connection();
        rig.current.context = run("a");
        execute(connection, "SELECT 1");
        rig.executed();

        connection.close();

        assertEquals("Connection.close[]", rig.driver.calls.get(rig.driver.calls.size() - 1));
        assertEquals(
                1, rig.executed().stream().filter(sql -> sql.contains("UNSET")).count());
    }

    @Test
    void a_session_that_ends_with_its_connection_is_left_alone() throws SQLException {
        rig.session.endsWithConnection = true;
        Connection connection = rig.connection();
        rig.current.context = run("a");
        execute(connection, "SELECT 1");
        rig.executed();

        connection.close();

        assertEquals(List.of(), rig.executed());
    }

    @Test
    void without_a_context_the_driver_is_asked_nothing() throws SQLException {
        Connection connection = rig.connection();

        execute(connection, "SELECT 1");
        connection.close();

        assertEquals(List.of("SELECT 1"), rig.executed());
    }

    @Test
    void the_callers_tags_of_the_session_are_never_written_over() throws SQLException {
        rig.session.queryTags = "team:eng,dagster_job_name:mine";
        Connection connection = rig.connection();
        rig.current.context = run("a");

        execute(connection, "SELECT 1");

        assertEquals(
                List.of(
                        "SET QUERY_TAGS['dagster_snowflake_opaque_id'] = 'a', QUERY_TAGS['dagster_run_id'] = 'run-a'",
                        "SELECT 1"),
                rig.executed());
        assertEquals(List.of("sql: the caller uses the key of one of our query tags"), rig.kept.undone);
    }

    @Test
    void a_tag_that_the_caller_sets_later_becomes_his() throws SQLException {
        Connection connection = rig.connection();
        rig.current.context = run("a");
        execute(connection, "SELECT 1", "set query_tags['dagster_job_name'] = 'mine'");
        rig.executed();
        rig.current.context = AttributionContext.EMPTY;

        execute(connection, "SELECT 2");

        assertEquals(
                List.of(
                        "SET QUERY_TAGS['dagster_snowflake_opaque_id'] = UNSET, QUERY_TAGS['dagster_run_id'] = UNSET",
                        "SELECT 2"),
                rig.executed());
    }

    @Test
    void when_the_caller_replaces_all_tags_ours_are_written_anew() throws SQLException {
        Connection connection = rig.connection();
        rig.current.context = run("a");
        execute(connection, "SELECT 1");
        connection.setClientInfo("query_tags", "team:eng");
        rig.executed();

        execute(connection, "SELECT 2");

        assertEquals(List.of(SET_A, "SELECT 2"), rig.executed());
    }

    @Test
    void the_callers_own_tags_are_seen_however_he_executes() throws SQLException {
        String set = "SET QUERY_TAGS = 'team:eng,dagster_job_name:mine'";
        for (Work work : List.<Work>of(
                connection -> execute(connection, set),
                connection -> connection.createStatement().executeQuery(set),
                connection -> connection.prepareStatement(set).execute(),
                connection -> connection.prepareStatement(set).executeQuery(),
                connection -> {
                    Statement statement = connection.createStatement();
                    statement.addBatch(set);
                    statement.executeBatch();
                },
                connection -> {
                    PreparedStatement statement = connection.prepareStatement(set);
                    statement.addBatch();
                    statement.executeBatch();
                })) {
            Connection connection = rig.connection();
            rig.current.context = run("a");
            execute(connection, "SELECT 1");
            work.run(connection);
            rig.executed();

            execute(connection, "SELECT 2");

            assertEquals(
                    List.of(
                            "SET QUERY_TAGS['dagster_snowflake_opaque_id'] = 'a', QUERY_TAGS['dagster_run_id'] ="
                                    + " 'run-a'",
                            "SELECT 2"),
                    rig.executed());
        }
    }

    @Test
    void tags_that_the_connection_was_made_with_are_changed_with_the_context() throws SQLException {
        Connection connection = rig.connection(Channels.STANDARD, Map.of("dagster_job_name", "nightly", "old", "1"));
        rig.current.context = run("a");

        execute(connection, "SELECT 1");

        assertEquals(
                List.of(
                        "SET QUERY_TAGS['old'] = UNSET, QUERY_TAGS['dagster_snowflake_opaque_id'] = 'a',"
                                + " QUERY_TAGS['dagster_run_id'] = 'run-a'",
                        "SELECT 1"),
                rig.executed());
    }

    @Test
    void a_tag_of_ours_that_the_caller_removes_is_written_again() throws SQLException {
        Connection connection = rig.connection();
        rig.current.context = run("a");
        execute(connection, "SELECT 1", "SET QUERY_TAGS['dagster_job_name'] = UNSET");
        rig.executed();

        execute(connection, "SELECT 2");

        assertEquals(List.of("SET QUERY_TAGS['dagster_job_name'] = 'nightly'", "SELECT 2"), rig.executed());
    }

    @Test
    void who_unwraps_the_connection_gets_a_session_that_shows_his_context() throws SQLException {
        Connection connection = rig.connection();
        rig.current.context = run("a");
        execute(connection, "SELECT 1");
        rig.current.context = run("b");
        rig.executed();

        connection.unwrap(rig.driver.object(Connection.class).getClass().asSubclass(Connection.class));

        assertEquals(
                List.of("SET QUERY_TAGS['dagster_snowflake_opaque_id'] = 'b', QUERY_TAGS['dagster_run_id'] = 'run-b'"),
                rig.executed());
    }

    @Test
    void the_channel_can_be_switched_off() throws SQLException {
        Connection connection = rig.connection(new Channels(false, false, false, false, true), Map.of());
        rig.current.context = run("a");

        execute(connection, "SELECT 1");
        connection.close();

        assertEquals(List.of("SELECT 1"), rig.executed());
        assertEquals(1, rig.kept.events.size());
    }

    @FunctionalInterface
    private interface Work {
        void run(Connection connection) throws SQLException;
    }
}
