package dev.costinsights.core.context;

import static dev.costinsights.core.RandomCases.forAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What tags, parameters and run names say, and how it is laid together. Comments are in {@link CommentContextTest}. */
class ContextReaderTest {

    private static final ContextReader READER = ContextReader.standard();

    @Test
    void whatSaysNothingIsReadAsNothing() {
        assertSame(Reading.NOTHING, READER.read(TagView.ofTags(Map.of())));
        assertSame(Reading.NOTHING, READER.read(TagView.ofComment(null)));
        assertSame(Reading.NOTHING, READER.read(TagView.ofComment("")));
        assertSame(Reading.NOTHING, READER.read(TagView.ofComment("/* a comment */")));
        assertSame(Reading.NOTHING, READER.read(TagView.ofTags(Map.of("team", "finance"))));
        assertSame(Reading.NOTHING, READER.read(TagView.ofRun(Map.of("date", "2026-10-01"), "nightly")));
    }

    @Test
    void dagsterTagsAreRead() {
        assertEquals(
                found(context()
                        .opaqueId("o")
                        .orchestrator("dagster")
                        .job("j")
                        .run("r")
                        .assets(List.of("a", "b"))),
                tags(
                        "dagster_snowflake_opaque_id",
                        "o",
                        "dagster_job_name",
                        "j",
                        "dagster_run_id",
                        "r",
                        "dagster_asset_key",
                        "a,b"));
    }

    @Test
    void neutralTagsAreRead() {
        assertEquals(
                found(context().opaqueId("o").orchestrator("airflow").job("j").run("r")),
                tags(
                        "cost_insights_opaque_id",
                        "o",
                        "cost_insights_job",
                        "j",
                        "cost_insights_run",
                        "r",
                        "cost_insights_orchestrator",
                        "airflow"));
    }

    @Test
    void jobParametersCarryTheSameKeys() {
        Map<String, String> parameters =
                Map.of("cost_insights_opaque_id", "o", "dagster_databricks_opaque_id:o", "true");
        assertEquals(
                found(context().opaqueId("o").orchestrator("dagster")), READER.read(TagView.ofRun(parameters, null)));
    }

    @Test
    void anOpaqueIdInTheKeyCountsWhenTheValueIsTrue() {
        assertEquals(
                found(context().opaqueId("o-1").orchestrator("dagster")),
                tags("dagster_databricks_opaque_id:o-1", "true"));
        assertSame(Reading.NOTHING, tags("dagster_databricks_opaque_id:o-1", "false"));
        assertSame(Reading.NOTHING, tags("dagster_databricks_opaque_id:", "true"));
    }

    @Test
    void severalOpaqueIdsInKeysDisagree() {
        assertEquals(
                disagreeing("o-1", "o-2"),
                tags("dagster_databricks_opaque_id:o-2", "true", "dagster_databricks_opaque_id:o-1", "True "));
    }

    @Test
    void theRunNameEndsWithTheOpaqueId() {
        assertEquals(found(context().opaqueId("o-1")), runName("nightly load [cost_insights:o-1]"));
        assertEquals(found(context().opaqueId("o-1")), runName("[cost_insights:o-1]"));
        assertEquals(found(context().opaqueId("o-2")), runName("again [cost_insights:o-1] [cost_insights:o-2] "));
    }

    @Test
    void whatOnlyLooksLikeTheSuffixIsPartOfTheName() {
        assertSame(Reading.NOTHING, runName("x [cost_insights:o-1] retry"));
        assertSame(Reading.NOTHING, runName("x[cost_insights:o-1]"));
        assertSame(Reading.NOTHING, runName("x [cost_insights:]"));
        assertSame(Reading.NOTHING, runName("x [cost_insights:o-1"));
        assertSame(Reading.NOTHING, runName(""));
    }

    @Test
    void partsThatOneDialectDoesNotKnowAreFilledFromTheOthers() {
        assertEquals(
                found(context()
                        .opaqueId("o")
                        .orchestrator("dagster")
                        .job("nightly")
                        .run("r")),
                tags("dagster_run_id", "r", "cost_insights_opaque_id", "o", "cost_insights_job", "nightly"));
    }

    @Test
    void partsThatSeveralKnowAreBelievedInTheOrderOfTheDialects() {
        assertEquals(
                found(context().opaqueId("o").orchestrator("dagster").job("x").assets(List.of("d"))),
                tags(
                        "dagster_asset_key", "d",
                        "dagster_job_name", "x",
                        "cost_insights_opaque_id", "o",
                        "cost_insights_asset", "n",
                        "cost_insights_job", "x"));
    }

    @Test
    void twoRunsAreNotMixedAndTheOneWithAnIdIsBelieved() {
        assertEquals(
                found(context().opaqueId("o").orchestrator("airflow").run("2")),
                READER.read(new TagView(
                        Map.of("dagster_job_name", "x", "dagster_run_id", "1"),
                        Map.of(
                                "cost_insights_opaque_id", "o",
                                "cost_insights_run", "2",
                                "cost_insights_orchestrator", "airflow"),
                        null,
                        null)));
    }

    @Test
    void twoOpaqueIdsDisagreeWhereverTheyStand() {
        assertEquals(disagreeing("a", "b"), tags("dagster_snowflake_opaque_id", "b", "cost_insights_opaque_id", "a"));
        Map<String, String> tags = Map.of("cost_insights_opaque_id", "a");
        Map<String, String> parameters = Map.of("cost_insights_opaque_id", "b");
        assertEquals(
                disagreeing("a", "b", "c"),
                READER.read(new TagView(tags, parameters, "/* cost_insights_opaque_id=a */", "x [cost_insights:c]")));
    }

    @Test
    void theSameIdInTwoPlacesIsOneId() {
        assertEquals(
                found(context().opaqueId("a").orchestrator("dagster")),
                tags("dagster_snowflake_opaque_id", "a", "cost_insights_opaque_id", " a "));
    }

    @Test
    void twoJobsDisagreeWithAndWithoutAnId() {
        assertEquals(disagreeing("x", "y"), tags("dagster_job_name", "y", "cost_insights_job", "x"));
        assertEquals(
                disagreeing("x", "y"),
                tags("dagster_job_name", "y", "cost_insights_job", "x", "dagster_snowflake_opaque_id", "o"));
        assertEquals(
                disagreeing("JA", "JB"),
                tags(
                        "dagster_job_name", "JA",
                        "dagster_run_id", "ra",
                        "cost_insights_opaque_id", "O5",
                        "cost_insights_job", "JB",
                        "cost_insights_run", "rb"));
    }

    @Test
    void twoRunsOfOneJobDoNotDisagree() {
        assertEquals(
                found(context().orchestrator("dagster").job("x").run("1")),
                tags(
                        "dagster_job_name",
                        "x",
                        "dagster_run_id",
                        "1",
                        "cost_insights_job",
                        "x",
                        "cost_insights_run",
                        "2"));
    }

    @Test
    void dbtNamesItselfOnlyWhereNobodyElseDoes() {
        assertEquals(
                found(context().orchestrator("dbt").assets(List.of("orders"))), tags("@@dbt_model_name", "orders"));
        assertEquals(
                found(context().orchestrator("dagster").run("r").assets(List.of("orders"))),
                tags("@@dbt_model_name", "orders", "dagster_run_id", "r"));
        assertEquals(
                found(context().orchestrator("dbt").run("r").assets(List.of("orders"))),
                tags("@@dbt_model_name", "orders", "cost_insights_run", "r"));
    }

    @Test
    void thatItWasDbtIsNoContextAlone() {
        assertSame(Reading.NOTHING, tags("@@dbt_core_version", "1.11.0", "@@dbt_materialized", "table"));
    }

    @Test
    void readersOfPluginsTakePartAsAllOthers() {
        ContextReader reader = new ContextReader(
                List.of(TagDialect.NEUTRAL),
                List.of(
                        view -> Optional.ofNullable(view.runName()).map(name -> context()
                                .opaqueId(name)
                                .orchestrator("argo")
                                .build()),
                        view -> Optional.empty()));
        assertEquals(found(context().opaqueId("x").orchestrator("argo")), reader.read(TagView.ofRun(Map.of(), "x")));
        assertEquals(disagreeing("o", "x"), reader.read(TagView.ofRun(Map.of("cost_insights_opaque_id", "o"), "x")));
    }

    @Test
    void aReaderThatThrowsHasFoundNothing() {
        AtomicInteger calls = new AtomicInteger();
        Function<TagView, Optional<AttributionContext>> broken = view -> {
            calls.incrementAndGet();
            throw new IllegalStateException("broken on purpose");
        };
        ContextReader reader = new ContextReader(List.of(TagDialect.NEUTRAL), List.of(broken, view -> null));
        TagView view = TagView.ofTags(Map.of("cost_insights_run", "r"));
        assertEquals(found(context().run("r")), reader.read(view));
        assertEquals(found(context().run("r")), reader.read(view));
        assertEquals(2, calls.get());
    }

    @Test
    void dialectsOfOnesOwnAreRead() {
        TagDialect own = new TagDialect("own", "argo", "oid", "wf", "run", "artifact", null);
        ContextReader reader = new ContextReader(List.of(own), List.of());
        assertEquals(
                found(context().opaqueId("1").orchestrator("argo")), reader.read(TagView.ofTags(Map.of("oid", "1"))));
        assertSame(Reading.NOTHING, reader.read(TagView.ofTags(Map.of("dagster_run_id", "1"))));
    }

    @Test
    void theOrderOfTheTagsDoesNotMatter() {
        List<Map.Entry<String, String>> pool = List.of(
                Map.entry("dagster_snowflake_opaque_id", "a"),
                Map.entry("dagster_job_name", "j"),
                Map.entry("cost_insights_opaque_id", "a"),
                Map.entry("cost_insights_job", "k"),
                Map.entry("cost_insights_run", "r"),
                Map.entry("dagster_databricks_opaque_id:a", "true"),
                Map.entry("dagster_databricks_opaque_id:b", "true"),
                Map.entry("dagster_databricks_opaque_id:c", "true"),
                Map.entry("@@dbt_model_name", "m"));
        forAll(5_000, random -> {
            List<Map.Entry<String, String>> tags = new ArrayList<>(pool);
            tags.removeIf(tag -> random.nextBoolean());
            Reading first = READER.read(TagView.ofTags(inOrder(tags)));
            Collections.shuffle(tags, new Random(random.nextLong()));
            assertEquals(first, READER.read(TagView.ofTags(inOrder(tags))));
        });
    }

    private static Map<String, String> inOrder(List<Map.Entry<String, String>> tags) {
        Map<String, String> map = new LinkedHashMap<>();
        tags.forEach(tag -> map.put(tag.getKey(), tag.getValue()));
        return map;
    }

    private static Reading tags(String... keysAndValues) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            tags.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return READER.read(TagView.ofTags(tags));
    }

    private static Reading runName(String name) {
        return READER.read(TagView.ofRun(Map.of(), name));
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
