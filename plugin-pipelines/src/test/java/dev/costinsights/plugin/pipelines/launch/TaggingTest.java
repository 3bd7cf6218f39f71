package dev.costinsights.plugin.pipelines.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.databricks.sdk.service.pipelines.ClonePipelineRequest;
import com.databricks.sdk.service.pipelines.CreatePipeline;
import com.databricks.sdk.service.pipelines.EditPipeline;
import com.databricks.sdk.service.pipelines.PipelineCluster;
import com.databricks.sdk.service.pipelines.StartUpdate;
import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.TagDialect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaggingTest {

    private static final Map<String, String> OURS =
            Map.of("dagster_snowflake_opaque_id", "8f14e45f", "dagster_job_name", "nightly", "dagster_run_id", "r-17");

    private final List<String> undone = new ArrayList<>();

    @Test
    void a_new_pipeline_gets_the_tags_and_so_do_its_clusters() throws Exception {
        CreatePipeline pipeline = new CreatePipeline()
                .setTags(Map.of("team", "finance"))
                .setClusters(List.of(new PipelineCluster().setCustomTags(Map.of("dagster_run_id", "mine"))));

        CreatePipeline tagged = tagged(pipeline);

        assertEquals(with(OURS, "team", "finance"), tagged.getTags());
        assertEquals(
                with(OURS, "dagster_run_id", "mine"),
                tagged.getClusters().iterator().next().getCustomTags());
        assertEquals(Map.of("team", "finance"), pipeline.getTags());
    }

    @Test
    void an_edit_replaces_all_so_the_tags_are_added_again_and_the_path_keeps_its_id() throws Exception {
        EditPipeline tagged = tagged(new EditPipeline().setPipelineId("p-1").setName("clean"));

        assertEquals("p-1", tagged.getPipelineId());
        assertEquals(OURS, tagged.getTags());
        assertNull(tagged.getClusters());
    }

    @Test
    void a_clone_keeps_the_tags_of_its_original_unless_the_caller_names_some() throws Exception {
        ClonePipelineRequest bare = new ClonePipelineRequest().setPipelineId("p-1");
        assertSame(bare, tagged(bare));
        assertEquals(List.of("tags of a pipeline that is cloned without its tags"), undone);

        ClonePipelineRequest named =
                tagged(new ClonePipelineRequest().setPipelineId("p-1").setTags(Map.of()));
        assertEquals("p-1", named.getPipelineId());
        assertEquals(OURS, named.getTags());
    }

    @Test
    void an_update_has_no_place_for_tags() throws Exception {
        StartUpdate update = new StartUpdate().setPipelineId("p-1");

        AttributionContext long256 =
                AttributionContext.builder().run("x".repeat(256)).build();

        assertSame(update, tagged(update));
        assertSame(update, new TaggedRequests(Rig.ALL, long256, TagDialect.DAGSTER, undone::add).of(update));
        assertEquals(List.of(), undone);
    }

    @Test
    void a_full_pipeline_stays_as_it_is() throws Exception {
        Map<String, String> tags = new HashMap<>();
        for (int i = 0; i < 25; i++) {
            tags.put("key-" + i, "value");
        }
        CreatePipeline full = new CreatePipeline().setTags(tags);

        assertSame(full, tagged(full));
        assertEquals(3, undone.size());
    }

    @SuppressWarnings("unchecked")
    private <T> T tagged(T request) throws ReflectiveOperationException {
        return (T) new TaggedRequests(Rig.ALL, Rig.NIGHTLY, TagDialect.DAGSTER, undone::add).of(request);
    }

    private static Map<String, String> with(Map<String, String> tags, String key, String value) {
        Map<String, String> all = new HashMap<>(tags);
        all.put(key, value);
        return all;
    }
}
