package dev.costinsights.plugin.systemtables;

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
