package dev.costinsights.plugin.pipelines.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksError;
import com.databricks.sdk.service.pipelines.CreatePipeline;
import com.databricks.sdk.service.pipelines.ListPipelineEventsRequest;
import com.databricks.sdk.service.pipelines.PipelinesAPI;
import com.databricks.sdk.service.pipelines.StartUpdate;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionOutcome;
import dev.costinsights.core.tracking.ExecutionPhase;
import dev.costinsights.core.tracking.ExecutionRecorder;
import dev.costinsights.plugin.pipelines.updates.UpdatesClient;
import dev.costinsights.plugin.pipelines.updates.UpdatesSettings;
import dev.costinsights.testkit.RecordingHttp;
import dev.costinsights.testkit.RecordingHttp.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordingTest {

    private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
    private static final String EVENTS = "{\"events\":["
            + event("other", "COMPLETED", "2026-10-01T00:09:00Z") + ","
            + event("u-1", "FAILED", "2026-10-01T00:05:00Z") + ","
            + event("u-1", "RUNNING", "2026-10-01T00:01:00Z") + "]}";

    private final Map<String, Answer> answers = new ConcurrentHashMap<>(Map.of(
            "/api/2.0/pipelines", Answer.ok("{\"pipeline_id\":\"p-1\"}"),
            "/api/2.0/pipelines/p-1/updates", Answer.ok("{\"update_id\":\"u-1\"}"),
            "/api/2.0/pipelines/p-1/updates/u-1", Answer.ok(update("RUNNING")),
            "/api/2.0/pipelines/p-1/events", Answer.ok(EVENTS)));
    private final RecordingHttp server =
            RecordingHttp.start(request -> answers.get(request.path().replaceAll("\\?.*", "")));
    private final Kept kept = new Kept();
    private final PipelinesPropagator propagator =
            new PipelinesPropagator(kept, Clock.fixed(START, ZoneOffset.UTC), Rig.ALL);
    private final WorkspaceClient client = propagator.inject(Rig.bare(server.url()), Rig.scope(Rig.NIGHTLY));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_pipelines_api_of_the_callers_own_class_is_left_in_its_client() {
        PipelinesAPI own = new PipelinesAPI(client.pipelines().impl()) {};
        WorkspaceClient owned = Rig.bare(server.url()).withPipelinesAPI(own);

        propagator.inject(owned, Rig.scope(Rig.NIGHTLY));

        assertSame(own, owned.pipelines());
        assertEquals(List.of("pipelines: a PipelinesAPI of the caller's own class is used as it is"), kept.undone);
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
        WorkspaceClient quiet = Rig.wrapped(Rig.bare(server.url()), Rig.scope(Rig.NIGHTLY), nowhere, Rig.ALL);

        quiet.pipelines().startUpdate(new StartUpdate().setPipelineId("p-1"));

        assertEquals(1, asked.get());
    }

    @Test
    void an_update_is_recorded_under_its_id_when_it_is_started() {
        client.pipelines().startUpdate(new StartUpdate().setPipelineId("p-1"));

        ExecutionEvent launched = only();
        assertEquals(ExecutionType.PIPELINE_UPDATE, launched.type());
        assertEquals("u-1", launched.id());
        assertEquals(ExecutionPhase.LAUNCHED, launched.phase());
        assertEquals(Rig.NIGHTLY, launched.context());
        assertEquals(Map.of("pipeline_id", "p-1"), launched.details());
    }

    @Test
    void the_callers_own_look_at_it_ends_the_record() {
        client.pipelines().startUpdate(new StartUpdate().setPipelineId("p-1"));
        client.pipelines().getUpdate("p-1", "u-1");
        assertEquals(1, kept.events.size());

        answers.put("/api/2.0/pipelines/p-1/updates/u-1", Answer.ok(update("CANCELED")));
        client.pipelines().getUpdate("p-1", "u-1");
        client.pipelines().getUpdate("p-1", "u-1");

        assertEquals(2, kept.events.size());
        assertEquals(ExecutionPhase.ENDED, kept.events.get(1).phase());
        assertEquals(ExecutionOutcome.CANCELED, kept.events.get(1).outcome());
    }

    @Test
    void events_say_when_it_ended() {
        client.pipelines().startUpdate(new StartUpdate().setPipelineId("p-1"));

        client.pipelines()
                .listPipelineEvents(new ListPipelineEventsRequest().setPipelineId("p-1"))
                .forEach(event -> assertNotNull(event.getMessage()));

        assertEquals(ExecutionOutcome.FAILED, kept.events.get(1).outcome());
        assertEquals(300_000_000, kept.events.get(1).durationMicros());
    }

    @Test
    void updates_that_nobody_waited_for_are_settled_with_the_time_of_their_event() throws Exception {
        client.pipelines().startUpdate(new StartUpdate().setPipelineId("p-1"));
        ExecutionEvent launched = only();
        propagator.settler(RecordingTest::none).settle(List.of(launched), kept);
        assertEquals(1, kept.events.size());

        answers.put("/api/2.0/pipelines/p-1/updates/u-1", Answer.ok(update("FAILED")));
        propagator.settler(RecordingTest::none).settle(List.of(launched), kept);
        assertEquals(ExecutionOutcome.FAILED, kept.events.get(1).outcome());
        assertEquals(300_000_000, kept.events.get(1).durationMicros());

        answers.put(
                "/api/2.0/pipelines/p-1/updates/u-1",
                new Answer(404, "{\"error_code\":\"RESOURCE_DOES_NOT_EXIST\",\"message\":\"no\"}"));
        propagator.settler(RecordingTest::none).settle(List.of(launched), kept);
        assertEquals(ExecutionOutcome.UNKNOWN, kept.events.get(2).outcome());
    }

    @Test
    void updates_of_a_process_that_died_are_settled_through_a_client_of_our_own_and_no_other_host_sees_it()
            throws Exception {
        client.pipelines().startUpdate(new StartUpdate().setPipelineId("p-1"));
        ExecutionEvent launched = only();
        answers.put("/api/2.0/pipelines/p-1/updates/u-1", Answer.ok(update("FAILED")));
        PipelinesPropagator later = new PipelinesPropagator(kept, Clock.fixed(START, ZoneOffset.UTC), Rig.ALL);
        server.take();

        later.settler(() -> Rig.bare("http://localhost:1")).settle(List.of(launched, launched), kept);
        assertEquals(List.of(), server.take());
        assertEquals(1, kept.events.size());
        assertEquals(1, kept.undone.size(), kept.undone.toString());

        later.settler(() -> Rig.bare(server.url())).settle(List.of(launched), kept);
        assertEquals(ExecutionOutcome.FAILED, kept.events.get(1).outcome());
        assertEquals(300_000_000, kept.events.get(1).durationMicros());
    }

    @Test
    void where_no_client_can_be_made_updates_stay_open_and_nothing_is_thrown() throws Exception {
        client.pipelines().startUpdate(new StartUpdate().setPipelineId("p-1"));
        UpdatesSettings nowhere = new UpdatesSettings(null, "none of this name", null, Duration.ZERO, 1);

        new PipelinesPropagator(kept, Clock.fixed(START, ZoneOffset.UTC), Rig.ALL)
                .settler(() -> UpdatesClient.open(nowhere))
                .settle(List.of(only()), kept);

        assertEquals(1, kept.events.size());
        assertTrue(kept.undone.get(0).contains("pipelines.updates_profile"), kept.undone.toString());
    }

    @Test
    void a_pipeline_that_is_made_costs_nothing_by_that() {
        client.pipelines().create(new CreatePipeline());

        assertEquals(ExecutionType.PIPELINE, only().type());
        assertEquals("p-1", only().id());
        assertEquals(ExecutionPhase.ENDED, only().phase());
    }

    @Test
    void a_start_that_fails_is_recorded_without_an_id() {
        answers.put(
                "/api/2.0/pipelines/p-1/updates",
                new Answer(409, "{\"error_code\":\"RESOURCE_CONFLICT\",\"message\":\"it runs\"}"));

        assertThrows(
                DatabricksError.class, () -> client.pipelines().startUpdate(new StartUpdate().setPipelineId("p-1")));

        assertNull(only().id());
        assertEquals(ExecutionOutcome.FAILED, only().outcome());
    }

    private static WorkspaceClient none() {
        throw new AssertionError("the wrapped client is there");
    }

    private ExecutionEvent only() {
        assertEquals(1, kept.events.size(), kept.events.toString());
        return kept.events.get(0);
    }

    private static String update(String state) {
        return "{\"update\":{\"update_id\":\"u-1\",\"state\":\"" + state + "\"}}";
    }

    private static String event(String update, String state, String time) {
        return "{\"event_type\":\"update_progress\",\"timestamp\":\"" + time + "\",\"message\":\"Update " + update
                + " is " + state + ".\",\"origin\":{\"update_id\":\"" + update + "\"}}";
    }
}
