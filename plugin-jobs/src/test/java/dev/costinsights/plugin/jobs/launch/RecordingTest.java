package dev.costinsights.plugin.jobs.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksError;
import com.databricks.sdk.service.jobs.CreateJob;
import com.databricks.sdk.service.jobs.JobsAPI;
import com.databricks.sdk.service.jobs.ListRunsRequest;
import com.databricks.sdk.service.jobs.RepairRun;
import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunNow;
import com.databricks.sdk.service.jobs.RunNowResponse;
import com.databricks.sdk.service.jobs.SubmitRun;
import com.databricks.sdk.support.Wait;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.spi.ExecutionSettler;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionOutcome;
import dev.costinsights.core.tracking.ExecutionPhase;
import dev.costinsights.core.tracking.ExecutionRecorder;
import dev.costinsights.plugin.jobs.runs.RunsClient;
import dev.costinsights.plugin.jobs.runs.RunsSettings;
import dev.costinsights.testkit.RecordingHttp;
import dev.costinsights.testkit.RecordingHttp.Answer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordingTest {

    private static final String DONE = "{\"run_id\":42,\"job_id\":7,\"start_time\":1000,\"end_time\":61000,"
            + "\"state\":{\"life_cycle_state\":\"TERMINATED\",\"result_state\":\"SUCCESS\"}}";
    private static final String RUNNING = "{\"run_id\":42,\"job_id\":7,\"state\":{\"life_cycle_state\":\"RUNNING\"}}";

    private final Map<String, Answer> answers = new ConcurrentHashMap<>(Map.of(
            "/api/2.2/jobs/runs/submit", Answer.ok("{\"run_id\":42}"),
            "/api/2.2/jobs/run-now", Answer.ok("{\"run_id\":42}"),
            "/api/2.2/jobs/runs/repair", Answer.ok("{\"repair_id\":99}"),
            "/api/2.2/jobs/create", Answer.ok("{\"job_id\":7}"),
            "/api/2.2/jobs/runs/get", Answer.ok(DONE),
            "/api/2.2/jobs/runs/list", Answer.ok("{\"runs\":[" + DONE + "]}")));
    private final RecordingHttp server =
            RecordingHttp.start(request -> answers.get(request.path().replaceAll("\\?.*", "")));
    private final Kept kept = new Kept();
    private final WorkspaceClient client = Rig.wrapped(Rig.bare(server.url()), Rig.scope(Rig.NIGHTLY), kept, Rig.USUAL);

    /** The settler asks through clients that their callers still have. */
    private WorkspaceClient alive;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_jobs_api_of_the_callers_own_class_is_left_in_its_client() {
        JobsAPI own = new JobsAPI(client.jobs().impl()) {};
        WorkspaceClient owned = Rig.bare(server.url()).withJobsAPI(own);

        Rig.wrapped(owned, Rig.scope(Rig.NIGHTLY), kept, Rig.USUAL);

        assertSame(own, owned.jobs());
        assertEquals(List.of("jobs: a JobsAPI of the caller's own class is used as it is"), kept.undone);
    }

    @Test
    void where_events_go_nowhere_the_recorder_is_asked_once_and_gets_none() {
        AtomicInteger asked = new AtomicInteger();
        ExecutionRecorder nowhere = new ExecutionRecorder() {
            @Override
            public boolean wantsEvents() {
                asked.incrementAndGet();
                return false;
            }

            @Override
            public void record(ExecutionEvent event) {
                throw new AssertionError("nobody wants " + event);
            }

            @Override
            public void undone(String reason, Throwable cause) {
                throw new AssertionError(reason, cause);
            }
        };
        WorkspaceClient quiet = Rig.wrapped(Rig.bare(server.url()), Rig.scope(Rig.NIGHTLY), nowhere, Rig.USUAL);

        quiet.jobs().submit(new SubmitRun());
        quiet.jobs().getRun(42L);

        assertEquals(1, asked.get());
    }

    @Test
    void a_run_is_recorded_under_its_id_when_it_is_launched() {
        client.jobs().submit(new SubmitRun());

        ExecutionEvent launched = only();
        assertEquals(ExecutionType.JOB_RUN, launched.type());
        assertEquals("42", launched.id());
        assertEquals(ExecutionPhase.LAUNCHED, launched.phase());
        assertEquals(Rig.NIGHTLY, launched.context());
        assertEquals("127.0.0.1", launched.place().host());
        assertEquals(-1, launched.durationMicros());
    }

    @Test
    void who_waits_for_it_sees_its_end_and_so_does_the_record() throws Exception {
        Wait<Run, RunNowResponse> wait = client.jobs().runNow(new RunNow().setJobId(7L));
        assertEquals(Map.of("job_id", "7"), only().details());

        wait.get();

        ExecutionEvent ended = kept.events.get(1);
        assertEquals("42", ended.id());
        assertEquals(ExecutionPhase.ENDED, ended.phase());
        assertEquals(ExecutionOutcome.SUCCEEDED, ended.outcome());
        assertEquals(60_000_000, ended.durationMicros());
        assertEquals(Rig.NIGHTLY, ended.context());
        assertEquals(kept.events.get(0).startMicros(), ended.startMicros());
        client.jobs().getRun(42L);
        assertEquals(2, kept.events.size(), "an end is told once");
    }

    @Test
    void a_run_that_runs_has_not_ended_and_a_list_shows_it_too() {
        client.jobs().submit(new SubmitRun());
        answers.put("/api/2.2/jobs/runs/get", Answer.ok(RUNNING));
        client.jobs().getRun(42L);
        assertEquals(1, kept.events.size());

        client.jobs().listRuns(new ListRunsRequest()).forEach(run -> assertNotNull(run.getRunId()));

        assertEquals(ExecutionPhase.ENDED, kept.events.get(1).phase());
    }

    @Test
    void an_end_says_what_the_run_had_to_itself_and_how_long_it_waited_for_that() {
        client.jobs().submit(new SubmitRun());
        String cluster = "{\"node_type_id\":\"i3.xlarge\",\"num_workers\":2,\"spark_version\":\"15.4.x-scala2.12\"}";
        answers.put(
                "/api/2.2/jobs/runs/get",
                Answer.ok(DONE.replace(
                        "\"state\"",
                        "\"job_clusters\":[{\"job_cluster_key\":\"c\",\"new_cluster\":" + cluster + "}],\"tasks\":["
                                + "{\"task_key\":\"b\",\"job_cluster_key\":\"c\",\"start_time\":31000,\"setup_duration\":0},"
                                + "{\"task_key\":\"a\",\"job_cluster_key\":\"c\",\"start_time\":1500,"
                                + "\"setup_duration\":20000}],\"state\"")));

        client.jobs().getRun(42L);

        assertEquals(
                Map.of("job_id", "7", "nodes", "i3.xlarge=3", "setup_micros", "20500000"),
                kept.events.get(1).details());
    }

    @Test
    void a_repair_opens_the_run_again() {
        client.jobs().repairRun(new RepairRun().setRunId(42L));

        assertEquals("42", only().id());
        assertEquals(Map.of("repair_id", "99"), only().details());
    }

    @Test
    void a_job_that_is_made_is_recorded_and_costs_nothing_by_that() {
        client.jobs().create(new CreateJob());

        assertEquals(ExecutionType.JOB, only().type());
        assertEquals("7", only().id());
        assertEquals(ExecutionPhase.ENDED, only().phase());
    }

    @Test
    void a_launch_that_fails_is_recorded_without_an_id() {
        answers.put(
                "/api/2.2/jobs/runs/submit",
                new Answer(400, "{\"error_code\":\"INVALID_PARAMETER_VALUE\",\"message\":\"no\"}"));

        assertThrows(DatabricksError.class, () -> client.jobs().submit(new SubmitRun()));

        assertNull(only().id());
        assertEquals(ExecutionOutcome.FAILED, only().outcome());
    }

    @Test
    void runs_that_nobody_waited_for_are_settled() throws Exception {
        JobsPropagator propagator = new JobsPropagator(kept, Clock.systemUTC(), Rig.USUAL);
        alive = propagator.inject(Rig.bare(server.url()), Rig.scope(Rig.NIGHTLY));
        alive.jobs().submit(new SubmitRun());
        ExecutionEvent launched = only();

        answers.put("/api/2.2/jobs/runs/get", Answer.ok(RUNNING));
        propagator.settler(RecordingTest::none).settle(List.of(launched), kept);
        assertEquals(1, kept.events.size());

        answers.put("/api/2.2/jobs/runs/get", Answer.ok(DONE));
        propagator.settler(RecordingTest::none).settle(List.of(launched), kept);
        assertEquals(ExecutionOutcome.SUCCEEDED, kept.events.get(1).outcome());
        assertEquals(60_000_000, kept.events.get(1).durationMicros());
        assertEquals(Rig.NIGHTLY, kept.events.get(1).context());

        answers.put(
                "/api/2.2/jobs/runs/get",
                new Answer(404, "{\"error_code\":\"RESOURCE_DOES_NOT_EXIST\",\"message\":\"no\"}"));
        propagator.settler(RecordingTest::none).settle(List.of(launched), kept);
        assertEquals(ExecutionOutcome.UNKNOWN, kept.events.get(2).outcome());
    }

    @Test
    void runs_of_a_process_that_died_are_settled_through_a_client_of_our_own() throws Exception {
        client.jobs().submit(new SubmitRun());
        ExecutionEvent launched = only();
        answers.put("/api/2.2/jobs/runs/get", Answer.ok(DONE));
        AtomicInteger made = new AtomicInteger();
        ExecutionSettler settler = new JobsPropagator(kept, Clock.systemUTC(), Rig.USUAL).settler(() -> {
            made.incrementAndGet();
            return Rig.bare(server.url());
        });
        assertEquals(0, made.get(), "not before it is needed");

        settler.settle(List.of(launched, launched), kept);
        settler.settle(List.of(launched), kept);

        assertEquals(1, made.get());
        assertEquals(4, kept.events.size());
        assertEquals(ExecutionOutcome.SUCCEEDED, kept.events.get(3).outcome());
        assertEquals(List.of(), kept.undone);
    }

    @Test
    void no_credentials_are_shown_to_another_host_and_the_run_stays_open() throws Exception {
        client.jobs().submit(new SubmitRun());
        server.take();
        JobsPropagator propagator = new JobsPropagator(kept, Clock.systemUTC(), Rig.USUAL);

        propagator.settler(() -> Rig.bare("http://localhost:1")).settle(List.of(only(), only()), kept);

        assertEquals(List.of(), server.take());
        assertEquals(1, kept.events.size());
        assertEquals(1, kept.undone.size(), kept.undone.toString());
    }

    @Test
    void where_no_client_can_be_made_runs_stay_open_and_nothing_is_thrown() throws Exception {
        client.jobs().submit(new SubmitRun());
        JobsPropagator propagator = new JobsPropagator(kept, Clock.systemUTC(), Rig.USUAL);

        propagator
                .settler(() -> RunsClient.open(new RunsSettings(null, "none of this name", null, Duration.ZERO, 1)))
                .settle(List.of(only()), kept);

        assertEquals(1, kept.events.size());
        assertTrue(kept.undone.get(0).contains("jobs.runs_profile"), kept.undone.toString());
    }

    @Test
    void a_host_that_fails_is_left_alone_after_three_times() throws Exception {
        JobsPropagator propagator = new JobsPropagator(kept, Clock.systemUTC(), Rig.USUAL);
        alive = propagator.inject(Rig.bare(server.url()), Rig.scope(Rig.NIGHTLY));
        alive.jobs().submit(new SubmitRun());
        answers.put(
                "/api/2.2/jobs/runs/get", new Answer(403, "{\"error_code\":\"PERMISSION_DENIED\",\"message\":\"\"}"));
        server.take();

        propagator.settler(RecordingTest::none).settle(List.of(only(), only(), only(), only(), only()), kept);

        assertEquals(3, server.take().size());
        assertEquals(1, kept.events.size());
    }

    private static WorkspaceClient none() {
        throw new AssertionError("the wrapped client is there");
    }

    private ExecutionEvent only() {
        assertEquals(1, kept.events.size(), kept.events.toString());
        return kept.events.get(0);
    }
}
