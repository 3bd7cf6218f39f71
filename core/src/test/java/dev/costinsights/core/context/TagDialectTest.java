package dev.costinsights.core.context;

import static dev.costinsights.core.RandomCases.forAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TagDialectTest {

    private static final TagDialect OWN = new TagDialect("own", "argo", "oid", "workflow", "run", "artifact", null);

    @Test
    void dagsterIsWrittenUnderTheKeysThatDeploymentsAlreadyWrite() {
        AttributionContext context = AttributionContext.builder()
                .opaqueId("o-1")
                .orchestrator("dagster")
                .job("nightly")
                .run("r-1")
                .assets(List.of("sales/orders", "sales/items"))
                .build();
        assertEquals(
                Map.of(
                        "dagster_snowflake_opaque_id", "o-1",
                        "dagster_job_name", "nightly",
                        "dagster_run_id", "r-1",
                        "dagster_asset_key", "sales/orders,sales/items"),
                TagDialect.DAGSTER.write(context));
    }

    @Test
    void anotherOrchestratorIsNamedBesideTheKeysOfTheDialect() {
        AttributionContext context = AttributionContext.builder()
                .orchestrator("airflow")
                .job("nightly")
                .build();
        assertEquals(
                Map.of("dagster_job_name", "nightly", "cost_insights_orchestrator", "airflow"),
                TagDialect.DAGSTER.write(context));
        assertEquals(context, TagDialect.DAGSTER.read(TagDialect.DAGSTER.write(context)));
    }

    @Test
    void anUnknownOrchestratorIsReadAsTheOneThatTheDialectImplies() {
        assertEquals(
                "dagster",
                TagDialect.DAGSTER.read(Map.of("dagster_run_id", "r")).orchestrator());
        assertEquals("argo", OWN.read(Map.of("run", "r")).orchestrator());
    }

    @Test
    void tagsOfSomebodyElseSayNothing() {
        assertSame(AttributionContext.EMPTY, TagDialect.NEUTRAL.read(Map.of()));
        assertEquals(AttributionContext.EMPTY, TagDialect.DAGSTER.read(Map.of("team", "finance")));
    }

    @Test
    void blankAndMissingValuesAreUnknownAndSpaceAroundAValueDoesNotCount() {
        Map<String, String> tags = new HashMap<>();
        tags.put("cost_insights_opaque_id", null);
        tags.put("cost_insights_job", " \t");
        tags.put("cost_insights_run", "  r 1\n");
        tags.put("cost_insights_asset", " a , ,b,a");
        assertEquals(
                AttributionContext.builder()
                        .run("r 1")
                        .assets(List.of("a", "b"))
                        .build(),
                TagDialect.NEUTRAL.read(tags));
    }

    @Test
    void aCommaOrBackslashInAnAssetIsEscaped() {
        AttributionContext context = AttributionContext.builder()
                .assets(List.of("a,b", "c\\d", "\\,"))
                .build();
        Map<String, String> tags = TagDialect.NEUTRAL.write(context);
        assertEquals("a\\,b,c\\\\d,\\\\\\,", tags.get("cost_insights_asset"));
        assertEquals(context, TagDialect.NEUTRAL.read(tags));
    }

    @Test
    void aBackslashThatEscapesNothingStandsForItself() {
        assertEquals(
                List.of("C:\\data\\x", "end\\"),
                TagDialect.NEUTRAL
                        .read(Map.of("cost_insights_asset", "C:\\data\\x,end\\"))
                        .assets());
    }

    @Test
    void whatIsWrittenIsReadBackAsTheSameContext() {
        forAll(20_000, random -> {
            for (TagDialect dialect : List.of(TagDialect.DAGSTER, TagDialect.NEUTRAL, OWN)) {
                AttributionContext context = AttributionContext.builder()
                        .opaqueId("o" + text(random))
                        .orchestrator(dialect.equals(OWN) ? "argo" : "x" + text(random))
                        .job(text(random))
                        .run(text(random))
                        .assets(assets(random))
                        .build();
                assertEquals(context, dialect.read(dialect.write(context)));
            }
        });
    }

    private static List<String> assets(SplittableRandom random) {
        List<String> assets = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            assets.add(text(random));
        }
        return assets;
    }

    private static String text(SplittableRandom random) {
        String alphabet = "ab,\\ \"'\u00e9\n/:";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
