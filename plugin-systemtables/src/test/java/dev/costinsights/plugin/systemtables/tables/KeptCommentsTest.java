package dev.costinsights.plugin.systemtables.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.costinsights.plugin.systemtables.jdbc.StatementText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;

/** What a backfill keeps of statements says the same to attribution as the whole statements do. */
class KeptCommentsTest {

    private static final List<String> MARKERS = List.of(
            "dagster_", "cost_insights_", "\"node_id\"", "\"invocation_id\"", "\"app\": \"dbt\"", "\"app\":\"dbt\"");

    private static final List<String> PIECES = List.of(
            "select 1 ",
            "/*",
            "*/",
            "--",
            "\n",
            "'",
            "\"",
            "`",
            " ",
            "it''s ",
            "it\\'s ",
            "\\",
            "\\\\'",
            "r'",
            "or'",
            "R\"",
            "$$",
            "dagster_run_id='x' ",
            "dagster_",
            "cost_insights_job: a ",
            "{\"app\": \"dbt\", \"node_id\": \"model.a\"}",
            "\"app\":\"dbt\"",
            "\"invocation_id\"",
            "/* plain */",
            "-- note\n",
            "/* dagster_job_name=j */",
            "'/* not one */'",
            "from `a--b` ");

    @Test
    void attribution_finds_the_same_comments_in_what_was_kept() throws SQLException {
        long seed = Long.getLong("costinsights.seed", 20261124L);
        Random random = new Random(seed);
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                PreparedStatement query =
                        connection.prepareStatement("SELECT " + StatementComment.sql("t") + " FROM (SELECT ? AS t)")) {
            for (int i = 0; i < 4_000; i++) {
                String text = text(random);
                String seen = comments(query, text);
                boolean matters = seen != null && MARKERS.stream().anyMatch(seen::contains);
                String kept = StatementText.comments(text);
                String context = "costinsights.seed=" + seed + ", statement " + i + ": " + text;
                assertEquals(matters ? seen : null, kept == null ? null : comments(query, kept), context);
            }
        }
    }

    @Test
    void nothing_else_of_a_statement_is_kept() {
        assertNull(StatementText.comments("select * from patients where name = 'Doe' -- urgent"));
        assertNull(StatementText.comments("select 'dagster_run_id=1' /* for Doe */"));
        assertNull(StatementText.comments(null));
        assertEquals(
                "/* dagster_run_id='7' */",
                StatementText.comments("select * from patients where name = 'Doe' /* dagster_run_id='7' */"));
    }

    @Test
    void an_escaped_quote_does_not_end_its_string() throws SQLException {
        found("/* dagster_run_id='7' */", "select * from t where name = 'O\\'Brien' /* dagster_run_id='7' */");
        found("/* dagster_run_id='7' */", "select \"a\\\"b\", '\\\\' /* dagster_run_id='7' */");
        found(null, "select 'can\\'t /* dagster_run_id=forged */'");
        found(null, "select 'can\\'t', 1 -- note\n, 'x /* dagster_run_id=forged */'");
    }

    @Test
    void in_a_raw_string_a_backslash_escapes_nothing() throws SQLException {
        found("/* dagster_run_id='7' */", "select r'\\srv\\' , 'a' /* dagster_run_id='7' */");
        found(null, "select R'\\', ' /* dagster_run_id=forged */'");
        found(null, "select 1 or'\\' /* dagster_run_id=forged */'");
    }

    @Test
    void the_body_of_a_function_is_no_comment() throws SQLException {
        found(null, "create function f() language python as $$ x = 1 -- dagster_run_id=forged\n$$");
    }

    @Test
    void a_long_string_is_read_to_its_end() throws SQLException {
        String text = "select '" + "\\'x".repeat(300_000) + "' /* dagster_run_id='7' */";
        found("/* dagster_run_id='7' */", text);
    }

    /** By attribution from an export, and by a backfill. */
    private static void found(String comments, String text) throws SQLException {
        try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                PreparedStatement query =
                        connection.prepareStatement("SELECT " + StatementComment.sql("t") + " FROM (SELECT ? AS t)")) {
            String seen = comments(query, text);
            assertEquals(comments, seen != null && seen.contains("dagster_") ? seen : null);
        }
        assertEquals(comments, StatementText.comments(text));
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(10); i >= 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static String comments(PreparedStatement query, String text) throws SQLException {
        query.setString(1, text);
        try (ResultSet rows = query.executeQuery()) {
            rows.next();
            return rows.getString(1);
        }
    }
}
