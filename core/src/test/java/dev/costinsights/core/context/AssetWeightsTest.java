package dev.costinsights.core.context;

import static dev.costinsights.core.RandomCases.forAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssetWeightsTest {

    @Test
    void weightsStandBesideTheAssetsSoThatOlderReadersFindThose() {
        AttributionContext context =
                AttributionContext.builder().asset("a,b", 6).asset("c", 2).build();

        Map<String, String> tags = TagDialect.NEUTRAL.write(context);

        assertEquals("a\\,b,c", tags.get("cost_insights_asset"));
        assertEquals("3:1", tags.get("cost_insights_asset_weights"));
        assertEquals(context, TagDialect.NEUTRAL.read(tags));
    }

    @Test
    void equalWeightsAreNotWritten() {
        AttributionContext context =
                AttributionContext.builder().asset("a", 5).asset("b", 5).build();

        assertFalse(context.isWeighted());
        assertEquals(1, context.weight(1));
        assertEquals(AttributionContext.builder().assets(List.of("a", "b")).build(), context);
        assertEquals(Map.of("cost_insights_asset", "a,b"), TagDialect.NEUTRAL.write(context));
    }

    @Test
    void weightsThatDoNotFitTheAssetsAreIgnored() {
        for (String weights : List.of("1", "1:2:3", "1:", "x:2", "0:1", "-1:2", "1:9999999999999999999", "")) {
            AttributionContext read = TagDialect.NEUTRAL.read(
                    Map.of("cost_insights_asset", "a,b", "cost_insights_asset_weights", weights));
            assertEquals(AttributionContext.builder().assets(List.of("a", "b")).build(), read, weights);
        }
    }

    @Test
    void aWeightBelowOneCountsAsOneAndTheFirstOfAnAssetHolds() {
        AttributionContext context = AttributionContext.builder()
                .asset("a", -4)
                .asset("b", 3)
                .asset("a", 7)
                .build();

        assertEquals(1, context.weight(0));
        assertEquals(3, context.weight(1));
    }

    @Test
    void labelsTravelUnderTheirOwnKeysAndAloneSayNothing() {
        AttributionContext context =
                AttributionContext.builder().run("r").label("team", "finance").build();

        assertEquals(
                Map.of("dagster_run_id", "r", "cost_insights_label_team", "finance"),
                TagDialect.DAGSTER.write(
                        context.toBuilder().orchestrator("dagster").build()));
        assertEquals(context, TagDialect.NEUTRAL.read(TagDialect.NEUTRAL.write(context)));
        assertEquals(AttributionContext.EMPTY, TagDialect.NEUTRAL.read(Map.of("cost_insights_label_team", "finance")));
    }

    @Test
    void theMostImportantTagsComeFirst() {
        AttributionContext context = AttributionContext.builder()
                .opaqueId("o")
                .orchestrator("argo")
                .job("j")
                .run("r")
                .asset("a", 1)
                .asset("b", 2)
                .label("a", "1")
                .build();

        assertEquals(
                List.of(
                        "dagster_snowflake_opaque_id",
                        "dagster_job_name",
                        "dagster_run_id",
                        "dagster_asset_key",
                        "cost_insights_orchestrator",
                        "cost_insights_asset_weights",
                        "cost_insights_label_a"),
                List.copyOf(TagDialect.DAGSTER.write(context).keySet()));
    }

    @Test
    void whateverTheWeightsAreTheyAreReadBack() {
        forAll(5_000, random -> {
            AttributionContext.Builder builder = AttributionContext.builder().job("j");
            for (int i = random.nextInt(5); i > 0; i--) {
                builder.asset("asset " + i, random.nextLong(1, 1L << random.nextInt(1, 50)));
            }
            AttributionContext context = builder.build();
            assertEquals(context, TagDialect.NEUTRAL.read(TagDialect.NEUTRAL.write(context)));
            assertEquals(context, context.toBuilder().build());
        });
    }
}
