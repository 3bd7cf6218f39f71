package dev.costinsights.plugin.sql.tags;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.TagDialect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What Databricks takes as query tags, and what becomes of the rest. */
class QueryTagsTest {

    private static final AttributionContext CONTEXT = AttributionContext.builder()
            .opaqueId("id")
            .orchestrator("dagster")
            .job("job")
            .run("run")
            .assets(List.of("asset"))
            .build();

    private final List<String> undone = new ArrayList<>();

    @Test
    void with_little_room_the_opaque_id_stays_longest() {
        Set<String> taken = callers(18);

        assertEquals(
                Map.of("dagster_snowflake_opaque_id", "id", "dagster_job_name", "job"),
                QueryTags.fitting(CONTEXT, TagDialect.DAGSTER, taken, undone::add));
        assertEquals(List.of("sql: more than 20 query tags", "sql: more than 20 query tags"), undone);
    }

    @Test
    void beside_twenty_of_the_callers_there_is_no_room() {
        assertEquals(Map.of(), QueryTags.fitting(CONTEXT, TagDialect.DAGSTER, callers(20), undone::add));
        assertEquals(4, undone.size());
    }

    @Test
    void a_value_of_128_characters_fits_and_a_longer_one_is_left_out_whole() {
        for (int length : new int[] {128, 129}) {
            AttributionContext context =
                    AttributionContext.builder().opaqueId("x".repeat(length)).build();
            assertEquals(
                    length == 128 ? 1 : 0,
                    QueryTags.fitting(context, TagDialect.NEUTRAL, Set.of(), undone::add)
                            .size());
        }
        assertEquals(List.of("sql: a query tag longer than 128 characters"), undone);
    }

    @Test
    void keys_with_punctuation_and_reserved_ones_are_left_out() {
        for (String key : List.of("a.b", "a-b", "a:b", "a,b", "a/b", "a=b", "@@a")) {
            TagDialect dialect = new TagDialect("own", null, key, "job", "run", "asset", null);
            assertEquals(
                    Set.of("job", "run", "asset"),
                    QueryTags.fitting(CONTEXT, dialect, Set.of(), undone::add).keySet());
        }
        assertEquals(7, undone.size());
        assertEquals(Set.of("sql: a query tag whose key Databricks does not take"), Set.copyOf(undone));
    }

    @Test
    void a_line_break_would_end_a_statement_early() {
        AttributionContext context =
                AttributionContext.builder().opaqueId("a\nb").job("job").build();

        assertEquals(
                Map.of("cost_insights_job", "job"),
                QueryTags.fitting(context, TagDialect.NEUTRAL, Set.of(), undone::add));
        assertEquals(List.of("sql: a query tag with a control character"), undone);
    }

    @Test
    void the_conf_escapes_what_separates() {
        assertEquals("a:b\\:c\\,d\\\\e,f:g", QueryTags.conf(ordered("a", "b:c,d\\e", "f", "g")));
    }

    @Test
    void the_statement_escapes_what_ends_a_literal() {
        assertEquals(
                "SET QUERY_TAGS['b'] = UNSET, QUERY_TAGS['a'] = 'it\\'s \\\\'",
                QueryTags.set(ordered("a", "it's \\"), List.of("b")));
    }

    @Test
    void the_callers_keys_are_read_from_his_conf() {
        assertEquals(Set.of("team", "a:b", "alone"), CallersTags.inConf("team:eng\\,x, a\\:b : c,alone"));
        assertEquals(Set.of(), CallersTags.inConf(null));
        assertEquals(Set.of(), CallersTags.inConf(" "));
    }

    @Test
    void the_callers_keys_are_read_from_his_statements() {
        assertEquals(
                new CallersTags.Changed(Set.of("kept", "it's"), Set.of("gone"), false),
                CallersTags.after(
                        "SET QUERY_TAGS['it\\'s'] = 'x', query_tags[\"gone\"] = UNSET", Set.of("kept", "gone")));
        assertEquals(
                new CallersTags.Changed(Set.of("a"), Set.of(), true),
                CallersTags.after("set QUERY_TAGS = 'a:b'", Set.of("z")));
    }

    @Test
    void comments_and_semicolons_around_his_statement_hide_nothing() {
        for (String sql : List.of(
                "/* {\"app\": \"dbt\"} */ SET QUERY_TAGS = 'a:b'",
                "-- one\n-- two\nSET /* all */ QUERY_TAGS = 'a:b'",
                "SET QUERY_TAGS = 'a:b' ;",
                "SET QUERY_TAGS = 'a:b'; -- done",
                "SET QUERY_TAGS = 'a:b' /* a: */ ; ;\n")) {
            assertEquals(true, CallersTags.mayBeSetBy(sql), sql);
            assertEquals(new CallersTags.Changed(Set.of("a"), Set.of(), true), CallersTags.after(sql, Set.of()), sql);
        }
        String one = "/* app */ SET QUERY_TAGS['a'] = 'b; -- c' /* QUERY_TAGS['no'] = 'x' */;";
        assertEquals(true, CallersTags.mayBeSetBy(one));
        assertEquals(new CallersTags.Changed(Set.of("a"), Set.of(), false), CallersTags.after(one, Set.of()));
    }

    @Test
    void few_statements_are_looked_at_closer() {
        assertEquals(true, CallersTags.mayBeSetBy("  set query_tags['a'] = 'b'"));
        assertEquals(false, CallersTags.mayBeSetBy("SELECT query_tags FROM system.query.history"));
        assertEquals(false, CallersTags.mayBeSetBy("SET TIME ZONE 'UTC'"));
        assertEquals(false, CallersTags.mayBeSetBy("/* SET QUERY_TAGS */ SELECT 1"));
        assertEquals(false, CallersTags.mayBeSetBy("/* SET QUERY_TAGS"));
        assertEquals(false, CallersTags.mayBeSetBy(""));
        assertEquals(false, CallersTags.mayBeSetBy(null));
    }

    private static Set<String> callers(int count) {
        Set<String> keys = new LinkedHashSet<>();
        IntStream.range(0, count).forEach(i -> keys.add("k" + i));
        return keys;
    }

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
