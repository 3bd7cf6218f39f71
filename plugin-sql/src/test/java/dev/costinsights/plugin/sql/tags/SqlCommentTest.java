package dev.costinsights.plugin.sql.tags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.ContextReader;
import dev.costinsights.core.context.TagDialect;
import dev.costinsights.core.context.TagView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A context in a comment: read back by core, and harmless to the statement. */
class SqlCommentTest {

    private static final AttributionContext CONTEXT = AttributionContext.builder()
            .opaqueId("9f1c-77")
            .orchestrator("dagster")
            .job("nightly")
            .build();

    private static final String COMMENT =
            "/* databricks_dagster_dbt_v1_opaque_id[[[9f1c-77]]] dagster_job_name='nightly' */";

    private final List<String> undone = new ArrayList<>();

    @Test
    void it_stands_at_the_end() {
        assertEquals("SELECT 1 " + COMMENT, append("SELECT 1"));
        assertEquals("SELECT 1 " + COMMENT + " ; ", append("SELECT 1 ; "));
        assertEquals("SELECT 1 " + COMMENT + " -- the end", append("SELECT 1 -- the end"));
        assertEquals("SELECT ';' " + COMMENT + "; -- a;b", append("SELECT ';'; -- a;b"));
        assertEquals("SELECT '--' " + COMMENT, append("SELECT '--'"));
        assertEquals("(SELECT 1) " + COMMENT, append("(SELECT 1)"));
        assertEquals("/* theirs */ SELECT 1 " + COMMENT, append("/* theirs */ SELECT 1"));
        assertEquals("SELECT /*+ BROADCAST(t) */ * FROM t " + COMMENT, append("SELECT /*+ BROADCAST(t) */ * FROM t"));
        assertEquals(
                "CREATE OR REPLACE TABLE a AS SELECT 1 " + COMMENT, append("CREATE OR REPLACE TABLE a AS SELECT 1"));
    }

    @Test
    void where_it_would_become_part_of_something_it_is_left_out() {
        for (String sql : List.of(
                "SET a = b",
                "CREATE VIEW v AS SELECT 1",
                "CREATE FUNCTION f() RETURN 1",
                "BEGIN SELECT 1; END",
                "ADD JAR x",
                "USE SCHEMA s",
                "SELECTED",
                "",
                "-- nothing",
                "/* open",
                "/* a */ /* open SELECT")) {
            assertSame(sql, append(sql), sql);
        }
        assertEquals(null, append(null));
    }

    @Test
    void an_open_quotation_is_left_alone_and_counted() {
        assertSame("SELECT 'a", append("SELECT 'a"));
        assertEquals(1, undone.size());
    }

    @Test
    void it_never_stands_in_a_quotation() {
        assertEquals("SELECT r'\\', ' -- ' " + COMMENT, append("SELECT r'\\', ' -- '"));
        assertEquals("SELECT $$ -- $$ " + COMMENT, append("SELECT $$ -- $$"));
        assertSame("SELECT $$ --", append("SELECT $$ --"));
    }

    @Test
    void many_comments_before_a_statement_are_passed_in_one_go() {
        String sql = "-- line\n".repeat(200_000) + "SELECT 1";

        assertTimeout(Duration.ofSeconds(5), () -> assertNotEquals(sql, append(sql)));
    }

    @Test
    void it_is_put_there_once() {
        assertEquals(append("SELECT 1"), append(append("SELECT 1")));
    }

    @Test
    void core_reads_back_what_was_written_in_every_dialect() {
        AttributionContext odd = AttributionContext.builder()
                .opaqueId("a?b:c {d} */ ü 'q' \"r\" %41 ]]]")
                .orchestrator("airflow")
                .job("it's; a=b")
                .run("r\n1")
                .assets(List.of("x,y", "z"))
                .build();
        for (TagDialect dialect : List.of(TagDialect.DAGSTER, TagDialect.NEUTRAL)) {
            for (AttributionContext context : List.of(CONTEXT, odd)) {
                String comment =
                        SqlText.comments(SqlComment.append("SELECT 'a -- b', \"/* c\"", context, dialect, undone::add));

                assertEquals(
                        context,
                        ContextReader.standard()
                                .read(TagView.ofComment(comment))
                                .context());
            }
        }
    }

    @Test
    void no_character_of_it_means_anything_to_a_parser_of_parameters() {
        AttributionContext context = AttributionContext.builder()
                .opaqueId("?:{}$@'")
                .job(":p {fn x} ?")
                .build();
        String comment = append("SELECT 1", context).substring("SELECT 1 ".length());

        assertTrue(comment.matches("/\\* [A-Za-z0-9_.~%='\\- \\[\\]]* \\*/"), comment);
    }

    @Test
    void comments_are_told_from_quotations() {
        assertEquals("/* a /* b */ c */ --d", SqlText.comments("SELECT '/* x */', `--y` /* a /* b */ c */ --d\n, 1"));
        assertEquals(null, SqlText.comments("SELECT '-- no'"));
        assertEquals(null, SqlText.comments(null));
        assertEquals("--e", SqlText.comments("SELECT 'it\\'s -- no' --e"));
        assertEquals("--e", SqlText.comments("SELECT r'\\', R\"\\\", 1 --e"));
        assertEquals(null, SqlText.comments("SELECT 1 or'\\' -- no'"));
        assertEquals(null, SqlText.comments("AS $$ -- no\n$$"));
    }

    private String append(String sql) {
        return append(sql, CONTEXT);
    }

    private String append(String sql, AttributionContext context) {
        return SqlComment.append(sql, context, TagDialect.DAGSTER, undone::add);
    }
}
