package dev.costinsights.core.context;

import static dev.costinsights.core.RandomCases.forAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the comments of a statement say. */
class CommentContextTest {

    private static final ContextReader READER = ContextReader.standard();
    private static final int MEGABYTE = 1 << 20;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/* cost_insights_job=nightly */",
                "/*cost_insights_job=nightly*/",
                "-- cost_insights_job: nightly\n",
                "-- cost_insights_job:nightly, team: finance",
                "/* team=x,cost_insights_job=nightly,cost=1 */",
                "/* {\"cost_insights_job\": \"nightly\", \"n\": 1} */",
                "/* {'cost_insights_job': 'nightly'} */",
                "/* {cost_insights_job: nightly} */",
                "/* \"cost_insights_job: nightly\" */",
                "/*action='run',cost_insights_job='nightly',x='y'*/",
                "/* cost_insights_job = \"nightly\" */",
                "/* cost_insights_job='%6Eight%6c%79' */",
                "/* cost_insights_job=nightly */ /* cost_insights_job=nightly */",
                "/* {\"cost_insights_job\": \"\\u006eightly\"} */",
            })
    void everySpellingOfAKeyAndItsValueIsRead(String comment) {
        assertEquals(found(context().job("nightly")), read(comment));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/* cost_insights_job */",
                "/* cost_insights_job nightly */",
                "/* cost_insights_job= */",
                "/* cost_insights_job='' */",
                "/* cost_insights_job=' */ x",
                "/* cost_insights_job=\"nightly */ \"",
                "-- cost_insights_job='night\nly'",
                "-- cost_insights_job:\nnightly",
                "/* my_cost_insights_job=nightly */",
                "/* cost_insights_job_name=nightly */",
                "/* cost_insights_job == nightly */",
                "/* {\"cost_insights_job\": null} */",
                "/* {\"cost_insights_job\": [\"nightly\"]} */",
                "/* {\"note\": \"\\\"cost_insights_job\\\": \\\"nightly\\\"\"} */",
            })
    void whatOnlyLooksLikeAKeyWithAValueSaysNothing(String comment) {
        assertSame(Reading.NOTHING, read(comment));
    }

    @Test
    void aQuotedValueMayHoldAnythingThatIsEscaped() {
        assertEquals(found(context().job("a \"b\" \\ c")), read("/* \"cost_insights_job\": \"a \\\"b\\\" \\\\ c\" */"));
        assertEquals(
                found(context().job("it's 100%, é+1")), read("/* cost_insights_job='it\\'s%20100%25, %C3%A9+1' */"));
        assertEquals(found(context().job("100% %zz %")), read("/* cost_insights_job='100% %zz %' */"));
    }

    @Test
    void onlySqlcommentersFormIsUrlEncoded() {
        assertEquals(found(context().job("a%20b")), read("/* cost_insights_job: 'a%20b' */"));
        assertEquals(found(context().job("a%20b")), read("/* cost_insights_job=\"a%20b\" */"));
        assertEquals(found(context().job("a%20b")), read("/* cost_insights_job=a%20b */"));
    }

    @Test
    void severalAssetsNeedQuotationMarks() {
        assertEquals(
                found(context().orchestrator("dagster").assets(List.of("a/b", "c,d"))),
                read("/* dagster_asset_key='a%2Fb%2Cc%5C%2Cd' */"));
        assertEquals(
                found(context().orchestrator("dagster").assets(List.of("a/b"))), read("-- dagster_asset_key: a/b, c"));
    }

    @Test
    void theWholeContextOfADialectIsRead() {
        assertEquals(
                found(context().opaqueId("o").orchestrator("dagster").job("j").run("r")),
                read("/*dagster_job_name='j',dagster_run_id='r',dagster_snowflake_opaque_id='o'*/"));
        assertEquals(
                found(context().opaqueId("o").orchestrator("airflow").run("r")),
                read("-- cost_insights_opaque_id: o\n-- cost_insights_run: r\n-- cost_insights_orchestrator: airflow"));
    }

    @Test
    void oneKeyWithTwoIdsOrTwoJobsDisagrees() {
        assertEquals(disagreeing("a", "b"), read("/* cost_insights_opaque_id=b */ /* cost_insights_opaque_id=a */"));
        assertEquals(disagreeing("a", "b"), read("/* cost_insights_job=b */ /* cost_insights_job=a */"));
        assertEquals(
                disagreeing("a", "b"),
                read("/* cost_insights_job=b */ /* cost_insights_job=a, cost_insights_opaque_id=o */"));
    }

    @Test
    void dagstersMarkIsRead() {
        assertEquals(
                found(context().opaqueId("o-1").orchestrator("dagster")),
                read("/* databricks_dagster_dbt_v1_opaque_id[[[o-1]]] */"));
        assertEquals(
                disagreeing("o-1", "o-2"),
                read("-- databricks_dagster_dbt_v1_opaque_id[[[o-2]]] databricks_dagster_dbt_v1_opaque_id[[[o-1]]]"));
    }

    @Test
    void aMarkThatIsNotClosedSwallowsNothing() {
        assertSame(Reading.NOTHING, read("/* databricks_dagster_dbt_v1_opaque_id[[[o-1 */"));
        assertSame(Reading.NOTHING, read("/* databricks_dagster_dbt_v1_opaque_id[[[o-1 */ /* x[[[1]]] */"));
        assertSame(Reading.NOTHING, read("/* databricks_dagster_dbt_v1_opaque_id[[[]]] */"));
        assertEquals(
                found(context().opaqueId("o-2").orchestrator("dagster")),
                read("-- databricks_dagster_dbt_v1_opaque_id[[[o-1 databricks_dagster_dbt_v1_opaque_id[[[o-2]]]"));
    }

    @Test
    void dbtsCommentGivesTheNodeAndTheInvocation() {
        assertEquals(
                found(context().orchestrator("dbt").run("inv-1").assets(List.of("model.shop.orders"))),
                read(
                        "/* {\"app\": \"dbt\", \"dbt_version\": \"1.11.0\", \"profile_name\": \"p\", \"target_name\": \"prod\","
                                + " \"node_id\": \"model.shop.orders\", \"invocation_id\": \"inv-1\"} */"));
    }

    @Test
    void dbtsInvocationIsTheRunOnlyWhereNobodyElseNamesOne() {
        assertEquals(
                found(context().opaqueId("o").run("r").orchestrator("dbt").assets(List.of("model.shop.orders"))),
                read("/* {\"app\": \"dbt\", \"node_id\": \"model.shop.orders\", \"invocation_id\": \"inv-1\"} */"
                        + " /* cost_insights_opaque_id=o,cost_insights_run=r */"));
    }

    @Test
    void dbtsCommentFillsWhatTheOrchestratorDoesNotSay() {
        assertEquals(
                found(context().opaqueId("o").orchestrator("dagster").assets(List.of("model.shop.orders"))),
                read("/* {\"app\": \"dbt\", \"node_id\": \"model.shop.orders\"} */"
                        + " /* databricks_dagster_dbt_v1_opaque_id[[[o]]] */"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/* {\"node_id\":\"m\",\"app\":\"dbt\"} */",
                "-- {\n \"app\" : \"dbt\" ,\n \"node_id\" : \"m\" }",
                "/* see {this} first: {\"app\": \"dbt\", \"node_id\": \"m\"} */",
                "/* a 5\" pipe {\"app\": \"dbt\", \"node_id\": \"m\"} */",
                "/* {\"app\": \"other\", \"node_id\": \"x\"} */ /* {\"app\": \"dbt\", \"node_id\": \"m\"} */",
                "/* {\"broken } */ /* {\"app\": \"dbt\", \"node_id\": \"m\"} */",
                "/* {\"broken\": {\"app\": \"dbt\", \"node_id\": \"m\"} */",
                "/* {\"app\": \"dbt\", \"n\": {\"node_id\": \"x\", \"a\": [1, \"]}\"]}, \"t\": true, \"node_id\": \"m\"} */",
                "/* {\"app\": \"dbt\", \"note\": \"\\\"node_id\\\": \\\"x\\\"\", \"node_id\": \"m\"} */",
                "/* {\"app\": \"dbt\", \"note\": \"\\\\\", \"node_id\": \"m\",} */",
                "/* {\"app\": \"dbt\", \"v\": -1.5e3, \"z\": null, \"node_id\": \"\\u006d\"} */",
                "/* {\"app\": \"dbt\"} {\"app\": \"dbt\", \"node_id\": \"m\"} */",
            })
    void dbtsCommentIsFoundWhateverStandsAroundIt(String comment) {
        assertEquals(found(context().orchestrator("dbt").assets(List.of("m"))), read(comment));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/* {\"app\": \"dbt\"} */",
                "/* {\"app\": \"airflow\", \"node_id\": \"m\"} */",
                "/* {\"node_id\": \"m\"} */",
                "/* {\"app\": \"dbt\", \"node_id\": 7} */",
                "/* {\"app\": \"dbt\", \"node_id\": \"m\" */",
                "/* {\"app\": \"dbt\", \"node_id\": \"m */",
                "/* {\"app\": \"dbt\", \"meta\": {\"node_id\": \"m\"}} */",
                "/* {\"note\": \"{\\\"app\\\": \\\"dbt\\\", \\\"node_id\\\": \\\"m\\\"}\"} */",
                "/* \"app\": \"dbt\", \"node_id\": \"m\" */",
                "/* {\"app\": \"dbt\", \"n\": ][, \"node_id\": \"m\"} */",
                "/* {\"app\": \"dbt\", \"n\": 1 \"x\", \"node_id\": \"m\"} */",
                "/* {\"app\": \"dbt\", \"n\":, \"node_id\": \"m\"} */",
                "/* {\"app\": \"dbt\", \"n\": [ */ /* ], \"node_id\": \"m\"} */",
            })
    void whatIsNotDbtsObjectSaysNothing(String comment) {
        assertSame(Reading.NOTHING, read(comment));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"",
                "{\"a\":",
                "{\"a\":{",
                "{\"dbt\":[",
                "{\"dbt\":\"\\\"",
                "{\"k\":\"{\",",
                "{\":\"{\",\"",
                "{  ",
                "}",
                "\"",
                "\\",
                "*/",
                "cost_insights_run=",
                "cost_insights_run='",
                "cost_insights_run=\"",
                "cost_insights_run=\"\\\"",
                "cost_insights_run = '",
                "cost_insights_run ",
                "cost_insights_run=cost_insights_job=",
                "'cost_insights_run'='%",
                "databricks_dagster_dbt_v1_opaque_id[[[",
                "databricks_dagster_dbt_v1_opaque_id[[[]]",
                "databricks_dagster_dbt_v1_opaque_id[[[a]]]",
                "\u0000{\u0001\"",
                " ",
            })
    void hostileMegabytesTakeTimeInProportionToTheirLength(String piece) {
        String start = "/* dbt ";
        String hostile = start + piece.repeat(4 * MEGABYTE / piece.length());
        // Some hundredths of a second if the time grows with the length, a minute or more if with its square.
        assertTimeout(Duration.ofSeconds(10), () -> read(hostile));
    }

    @Test
    void aValueOfAMegabyteIsKept() {
        String job = "x".repeat(MEGABYTE);
        assertEquals(found(context().job(job)), read("/* cost_insights_job=" + job + " */"));
        assertEquals(found(context().job(job)), read("/* cost_insights_job='" + job + "' */"));
    }

    @Test
    void controlCharactersWithinAValueStay() {
        assertEquals(found(context().job("a\u0000\u0007b")), read("/* cost_insights_job='a\u0000\u0007b' */"));
    }

    @Test
    void noTextMakesItThrowAndTheSameTextSaysTheSame() {
        String[] pieces = {
            "{",
            "}",
            "[",
            "]",
            "\"",
            "'",
            "\\",
            ":",
            "=",
            ",",
            " ",
            "\n",
            "*/",
            "/*",
            "%",
            "%4",
            "\\u00",
            "]]]",
            "x",
            "\"app\"",
            "\"dbt\"",
            "\"node_id\"",
            "cost_insights_job",
            "dagster_run_id",
            "\u0000",
            "\uD800",
            "databricks_dagster_dbt_v1_opaque_id[[["
        };
        forAll(50_000, random -> {
            StringBuilder comment = new StringBuilder();
            for (int i = random.nextInt(20); i > 0; i--) {
                comment.append(pieces[random.nextInt(pieces.length)]);
            }
            assertEquals(read(comment.toString()), read(comment.toString()));
        });
    }

    private static Reading read(String comment) {
        return READER.read(TagView.ofComment(comment));
    }

    private static AttributionContext.Builder context() {
        return AttributionContext.builder();
    }

    private static Reading found(AttributionContext.Builder context) {
        return new Reading(context.build(), List.of());
    }

    private static Reading disagreeing(String... candidates) {
        return new Reading(null, List.of(candidates));
    }
}
