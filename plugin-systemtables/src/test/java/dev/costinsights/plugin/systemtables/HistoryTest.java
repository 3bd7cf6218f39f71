package dev.costinsights.plugin.systemtables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.model.QuerySource;
import dev.costinsights.core.model.Statement;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CollectionRequest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                // Nothing to find.
                "select 1|",
                "select 1 /* for Ann, born 1970 */|",
                "select 'dagster_run_id'|",
                "<Redacted>|",
                // The carriers.
                "/* {\"app\": \"dbt\", \"node_id\": \"model.a.b\"} */ select 1|/* {\"app\": \"dbt\", \"node_id\": \"model.a.b\"} */",
                "select 'it''s' /* databricks_dagster_dbt_v1_opaque_id[[[x]]] */|/* databricks_dagster_dbt_v1_opaque_id[[[x]]] */",
                "select 1 -- cost_insights_opaque_id=7|-- cost_insights_opaque_id=7",
                "select 1 /* a */ + /* {\"invocation_id\":1} */ 2|/* a */ /* {\"invocation_id\":1} */",
                "select /* dagster_run_id: cut o|/* dagster_run_id: cut o*/",
                // What only looks like one.
                "select '/* dagster_run_id */'|",
                "select '/* dagster_run_id */' /* real */|/* real */",
                "select \"/* dagster_run_id */\" from t -- x|-- x",
                "select '-- dagster_run_id' -- y|-- y",
            })
    void of_the_text_only_comments_that_may_carry_a_context_are_passed_on(String text, String comment) {
        Statement statement =
                history("statement_text", "'" + text.replace("'", "''") + "'").only(Statement.class);

        assertEquals(comment, statement.origin().comment());
    }

    @Test
    void durations_that_are_negative_or_missing_are_zero() {
        Statement statement = history("execution_duration_ms", "-1").only(Statement.class);

        assertEquals(0, statement.executionMillis());
        assertEquals(0, statement.totalTaskMillis());
        assertEquals(0, statement.updateMicros());
    }

    @Test
    void a_struct_of_nulls_names_nothing() {
        Statement statement = history(
                        "query_source",
                        "{'job_info': {'job_id': NULL::VARCHAR, 'job_run_id': NULL::VARCHAR}, 'alert_id': NULL::VARCHAR}")
                .only(Statement.class);

        assertSame(QuerySource.NONE, statement.origin().source());
        assertNull(statement.origin().clientApplication());
    }

    @Test
    void statements_count_that_touch_a_day_or_two_around_the_window() {
        RecordedFacts facts = Export.withBill(folder)
                .write(
                        "query/history.csv",
                        "statement_id,compute,start_time,end_time",
                        "long-before,\"{\"\"warehouse_id\"\":\"\"w\"\"}\",2026-09-01,2026-09-28T23:59:59Z",
                        "reaches-in,\"{\"\"warehouse_id\"\":\"\"w\"\"}\",2026-09-01,2026-09-29T00:00:00Z",
                        "inside,\"{\"\"warehouse_id\"\":\"\"w\"\"}\",2026-10-05,2026-10-05",
                        "just-after,\"{\"\"warehouse_id\"\":\"\"w\"\"}\",2026-11-02T23:59:59Z,2026-12-01",
                        "long-after,\"{\"\"warehouse_id\"\":\"\"w\"\"}\",2026-11-03T00:00:00Z,2026-12-01",
                        ",\"{\"\"warehouse_id\"\":\"\"w\"\"}\",2026-10-05,2026-10-05",
                        "without-end,\"{\"\"warehouse_id\"\":\"\"w\"\"}\",2026-10-05,")
                .read();

        assertEquals(
                List.of("inside", "just-after", "reaches-in"),
                facts.all(Statement.class).stream()
                        .map(Statement::statementId)
                        .sorted()
                        .toList());
    }

    @Test
    void a_window_may_reach_into_any_year() {
        TimeSpan always = new TimeSpan(Long.MIN_VALUE / 2, TimeSpan.FOREVER);
        RecordedFacts facts = Export.withBill(folder)
                .copy(
                        "query/history.parquet",
                        "SELECT 's' AS statement_id, TIMESTAMP '2026-10-05 00:00:00' AS start_time,"
                                + " {'warehouse_id': 'w'} AS compute, TIMESTAMP '9999-12-31 23:59:59' AS end_time")
                .read(Map.of(), always);

        assertEquals("s", facts.only(Statement.class).statementId());
    }

    @Test
    void the_session_is_read_of_those_that_were_asked_for() {
        List<String> sessions = Export.withBill(folder)
                .write(
                        "query/history.csv",
                        "statement_id,session_id,compute,start_time,end_time",
                        "a,it's,\"{\"\"warehouse_id\"\":\"\"w\"\"}\",2026-10-05,2026-10-05",
                        "b,other,\"{\"\"warehouse_id\"\":\"\"w\"\"}\",2026-10-05,2026-10-05")
                .read(new CollectionRequest(Export.OCTOBER, Set.of("it's", "never seen")))
                .all(Statement.class)
                .stream()
                .sorted(Comparator.comparing(Statement::statementId))
                .map(statement -> statement.origin().sessionId())
                .toList();

        assertEquals(Arrays.asList("it's", null), sessions);
    }

    @Test
    void statements_that_share_everything_share_the_instance() {
        RecordedFacts facts = Export.withBill(folder)
                .copy(
                        "query/history.parquet",
                        "SELECT CAST(i AS VARCHAR) AS statement_id, TIMESTAMP '2026-10-05 00:00:00' AS start_time,"
                                + " {'warehouse_id': 'w'} AS compute,"
                                + " TIMESTAMP '2026-10-05 00:00:01' AS end_time, 'u' || i % 2 AS executed_by"
                                + " FROM range(10000) t(i)")
                .read();

        assertEquals(10_000, facts.all(Statement.class).size());
        // The first sight of an origin is not kept: most never come again.
        long instances = facts.all(Statement.class).stream()
                .map(statement -> System.identityHashCode(statement.origin()))
                .distinct()
                .count();
        assertTrue(instances <= 4, instances + " instances of two origins");
    }

    private RecordedFacts history(String column, String value) {
        return Export.withBill(folder)
                .copy(
                        "query/history.parquet",
                        "SELECT 's' AS statement_id, TIMESTAMP '2026-10-05 00:00:00' AS start_time,"
                                + " {'warehouse_id': 'w'} AS compute,"
                                + " TIMESTAMP '2026-10-05 00:00:01' AS end_time, " + value + " AS " + column)
                .read();
    }
}
