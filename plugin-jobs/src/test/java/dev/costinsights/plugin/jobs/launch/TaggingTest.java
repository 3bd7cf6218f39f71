package dev.costinsights.plugin.jobs.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.databricks.sdk.service.compute.ClusterSpec;
import com.databricks.sdk.service.jobs.CreateJob;
import com.databricks.sdk.service.jobs.ForEachTask;
import com.databricks.sdk.service.jobs.JobCluster;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.NotebookTask;
import com.databricks.sdk.service.jobs.RepairRun;
import com.databricks.sdk.service.jobs.ResetJob;
import com.databricks.sdk.service.jobs.RunNow;
import com.databricks.sdk.service.jobs.SubmitRun;
import com.databricks.sdk.service.jobs.SubmitTask;
import com.databricks.sdk.service.jobs.Task;
import com.databricks.sdk.service.jobs.UpdateJob;
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
    void a_new_job_gets_the_tags_and_so_do_all_its_new_clusters() throws Exception {
        CreateJob job = new CreateJob()
                .setName("load")
                .setTags(Map.of("team", "finance"))
                .setJobClusters(
                        List.of(new JobCluster().setJobClusterKey("shared").setNewCluster(cluster())))
                .setTasks(List.of(
                        new Task().setTaskKey("a").setNewCluster(cluster()),
                        new Task().setTaskKey("b").setExistingClusterId("0101-1"),
                        new Task()
                                .setTaskKey("c")
                                .setForEachTask(new ForEachTask()
                                        .setInputs("[1]")
                                        .setTask(new Task().setTaskKey("d").setNewCluster(cluster())))));

        CreateJob tagged = tagged(job);

        assertEquals(with("team", "finance"), tagged.getTags());
        List<Task> tasks = List.copyOf(tagged.getTasks());
        assertEquals(
                OURS, tagged.getJobClusters().iterator().next().getNewCluster().getCustomTags());
        assertEquals(OURS, tasks.get(0).getNewCluster().getCustomTags());
        assertSame(List.copyOf(job.getTasks()).get(1), tasks.get(1));
        assertEquals(
                OURS, tasks.get(2).getForEachTask().getTask().getNewCluster().getCustomTags());
        assertEquals(Map.of("team", "finance"), job.getTags());
        assertNull(List.copyOf(job.getTasks()).get(0).getNewCluster().getCustomTags());
    }

    @Test
    void a_key_of_the_callers_stays_his() throws Exception {
        CreateJob tagged = tagged(new CreateJob().setTags(Map.of("dagster_run_id", "mine")));

        assertEquals("mine", tagged.getTags().get("dagster_run_id"));
        assertEquals("nightly", tagged.getTags().get("dagster_job_name"));
        assertEquals(List.of("a tag whose key the caller uses"), undone);
    }

    @Test
    void where_there_is_no_room_ours_are_left_out_the_least_important_first() throws Exception {
        CreateJob almostFull = tagged(new CreateJob().setTags(many(23)));
        assertEquals(25, almostFull.getTags().size());
        assertTrue(almostFull.getTags().containsKey("dagster_snowflake_opaque_id"));
        assertFalse(almostFull.getTags().containsKey("dagster_run_id"));
        assertEquals(List.of("tags beyond the 25 that there may be"), undone);

        CreateJob full = new CreateJob().setTags(many(25));
        assertSame(full, tagged(full));

        SubmitRun clusterIsFull = new SubmitRun()
                .setIdempotencyToken("mine")
                .setTasks(List.of(new SubmitTask().setNewCluster(cluster().setCustomTags(many(45)))));
        assertSame(clusterIsFull, tagged(clusterIsFull));
    }

    @Test
    void an_id_that_tags_cannot_hold_is_left_out_and_a_name_is_written_as_they_can() throws Exception {
        AttributionContext odd = AttributionContext.builder()
                .opaqueId("a\u4e00")
                .orchestrator("dagster")
                .job("n\u00e4chtlich \u4e00")
                .run("x".repeat(256))
                .build();

        CreateJob tagged = (CreateJob) requests(Rig.USUAL, odd).of(new CreateJob());

        assertEquals(Map.of("dagster_job_name", "n\u00e4chtlich _"), tagged.getTags());
        assertEquals(3, undone.size());
    }

    @Test
    void of_tags_that_a_request_has_no_place_for_none_is_too_long() throws Exception {
        AttributionContext long256 =
                AttributionContext.builder().job("nightly").run("x".repeat(256)).build();

        requests(Rig.USUAL, long256).of(new RunNow().setJobId(7L));
        requests(Rig.USUAL, long256).of(new RepairRun().setRunId(42L));

        assertEquals(List.of(), undone);
    }

    @Test
    void a_reset_replaces_the_tags_so_they_are_added_again() throws Exception {
        ResetJob tagged = tagged(new ResetJob().setJobId(7L).setNewSettings(new JobSettings().setName("load")));

        assertEquals(7L, tagged.getJobId());
        assertEquals(OURS, tagged.getNewSettings().getTags());
    }

    @Test
    void an_update_that_leaves_the_tags_alone_goes_on_to_do_so() throws Exception {
        UpdateJob renamed = new UpdateJob().setJobId(7L).setNewSettings(new JobSettings().setName("load"));
        assertSame(renamed, tagged(renamed));
        assertEquals(List.of("tags of a job that is updated without its tags"), undone);

        UpdateJob retagged = tagged(new UpdateJob()
                .setJobId(7L)
                .setFieldsToRemove(List.of("schedule"))
                .setNewSettings(new JobSettings().setTags(Map.of("team", "finance"))));
        assertEquals(with("team", "finance"), retagged.getNewSettings().getTags());
        assertEquals(List.of("schedule"), retagged.getFieldsToRemove());

        UpdateJob recomputed = tagged(new UpdateJob()
                .setNewSettings(new JobSettings().setTasks(List.of(new Task().setNewCluster(cluster())))));
        assertNull(recomputed.getNewSettings().getTags());
        assertEquals(
                OURS,
                recomputed
                        .getNewSettings()
                        .getTasks()
                        .iterator()
                        .next()
                        .getNewCluster()
                        .getCustomTags());

        UpdateJob nothing = new UpdateJob().setJobId(7L).setFieldsToRemove(List.of("tags"));
        assertSame(nothing, tagged(nothing));
    }

    @Test
    void a_one_time_run_carries_the_context_on_its_clusters_and_if_wanted_in_its_name() throws Exception {
        SubmitRun run = new SubmitRun()
                .setRunName("load")
                .setTasks(List.of(new SubmitTask().setTaskKey("a").setNewCluster(cluster())));

        SubmitRun tagged = tagged(run);
        assertEquals(OURS, tagged.getTasks().iterator().next().getNewCluster().getCustomTags());
        assertEquals("load", tagged.getRunName());

        SubmitRun named = (SubmitRun) requests(Rig.ALL, Rig.NIGHTLY).of(run);
        assertEquals("load [cost_insights:8f14e45f]", named.getRunName());
        SubmitRun again = (SubmitRun) requests(Rig.ALL, Rig.NIGHTLY).of(named);
        assertEquals("load [cost_insights:8f14e45f]", again.getRunName());
        assertNull(run.getIdempotencyToken());
    }

    @Test
    void a_token_of_the_callers_stays_and_ours_is_another_one_each_time() throws Exception {
        SubmitRun run = new SubmitRun();
        String first = tagged(run).getIdempotencyToken();
        String second = tagged(run).getIdempotencyToken();

        assertEquals(36, first.length());
        assertNotEquals(first, second);
        assertEquals("mine", tagged(new SubmitRun().setIdempotencyToken("mine")).getIdempotencyToken());
        assertEquals(
                36,
                tagged(new RunNow().setIdempotencyToken(""))
                        .getIdempotencyToken()
                        .length());
    }

    @Test
    void parameters_are_added_only_when_asked_for_and_never_beside_those_of_older_kinds() throws Exception {
        assertNull(tagged(new RunNow().setJobId(7L)).getJobParameters());
        TaggedRequests wanted = requests(new Channels(true, false, false, true, true), Rig.NIGHTLY);

        RunNow run = (RunNow) wanted.of(new RunNow().setJobId(7L).setJobParameters(Map.of("dagster_run_id", "mine")));
        assertEquals("mine", run.getJobParameters().get("dagster_run_id"));
        assertEquals("8f14e45f", run.getJobParameters().get("dagster_snowflake_opaque_id"));

        RepairRun repair = (RepairRun) wanted.of(new RepairRun().setRunId(9L));
        assertEquals(OURS, repair.getJobParameters());
        RunNow old = new RunNow().setJobId(7L).setNotebookParams(Map.of("day", "1"));
        assertSame(old, wanted.of(old));
    }

    @Test
    void a_request_with_nothing_to_add_is_passed_on_as_it_is() throws Exception {
        SubmitRun serverless = new SubmitRun()
                .setIdempotencyToken("mine")
                .setTasks(List.of(new SubmitTask().setNotebookTask(new NotebookTask().setNotebookPath("/n"))));

        assertSame(serverless, tagged(serverless));
    }

    @Test
    void a_class_of_the_callers_own_is_left_alone() throws Exception {
        CreateJob own = new CreateJob() {};

        assertSame(own, tagged(own));
        assertEquals(List.of("a request of the caller's own class is not tagged"), undone);
    }

    @SuppressWarnings("unchecked")
    private <T> T tagged(T request) throws ReflectiveOperationException {
        return (T) requests(Rig.USUAL, Rig.NIGHTLY).of(request);
    }

    private TaggedRequests requests(Channels channels, AttributionContext context) {
        return new TaggedRequests(channels, context, TagDialect.DAGSTER, undone::add);
    }

    private static ClusterSpec cluster() {
        return new ClusterSpec().setNumWorkers(2L);
    }

    private static Map<String, String> with(String key, String value) {
        Map<String, String> tags = new HashMap<>(OURS);
        tags.put(key, value);
        return tags;
    }

    private static Map<String, String> many(int count) {
        Map<String, String> tags = new HashMap<>();
        for (int i = 0; i < count; i++) {
            tags.put("key-" + i, "value");
        }
        return tags;
    }
}
