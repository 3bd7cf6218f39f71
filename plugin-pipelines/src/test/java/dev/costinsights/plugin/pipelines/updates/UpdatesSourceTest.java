package dev.costinsights.plugin.pipelines.updates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.PatCredentialsProvider;
import dev.costinsights.core.model.PipelineUpdateSlice;
import dev.costinsights.core.model.PipelineVersion;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.FactSink;
import dev.costinsights.testkit.RecordingHttp;
import dev.costinsights.testkit.RecordingHttp.Answer;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UpdatesSourceTest {

    private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
    private static final TimeSpan WINDOW = TimeSpan.of(START, START.plus(Duration.ofDays(1)));
    private static final long MS = START.toEpochMilli();

    /** By a part of path and query; the first that fits. */
    private final Map<String, String> answers = new LinkedHashMap<>();

    private final RecordingHttp server = RecordingHttp.start(request -> answers.entrySet().stream()
            .filter(answer -> request.path().contains(answer.getKey()))
            .findFirst()
            .map(answer -> Answer.ok(answer.getValue()))
            .orElse(Answer.ok("{}")));

    private final List<PipelineVersion> pipelines = new ArrayList<>();
    private final List<PipelineUpdateSlice> updates = new ArrayList<>();
    private final List<SystemTable> readable = new ArrayList<>();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_pipeline_comes_with_its_tags_and_its_updates_with_the_times_of_their_last_events() throws Exception {
        answers.put("page_token=e2", "{\"events\":[" + event("u-1", 300) + "," + event("u-1", 1) + "]}");
        answers.put(
                "/p-1/events",
                "{\"events\":[" + event("u-2", 7000) + "," + event("u-2", 6000) + "],\"next_page_token\":\"e2\"}");
        answers.put(
                "/p-1/updates",
                "{\"updates\":[" + update("u-3", "RUNNING", 8000) + ","
                        + update("u-2", "FAILED", 5000) + "," + update("u-1", "COMPLETED", 0) + ","
                        + update("u-0", "COMPLETED", -86_400 * 30) + "],\"next_page_token\":\"never-asked-for\"}");
        answers.put(
                "/pipelines/p-1",
                "{\"pipeline_id\":\"p-1\",\"name\":\"clean\",\"run_as_user_name\":\"ann\","
                        + "\"last_modified\":5,\"spec\":{\"tags\":{\"team\":\"finance\"}}}");
        answers.put("/pipelines?", "{\"statuses\":[{\"pipeline_id\":\"p-1\"}]}");

        collect();

        assertEquals(
                List.of(new PipelineVersion(
                        "", "101", "p-1", "clean", "ann", Map.of("team", "finance"), 5000, TimeSpan.FOREVER)),
                pipelines);
        assertEquals(
                List.of(
                        slice("u-3", 8000, WINDOW.endMicros()),
                        slice("u-2", 5000, (MS / 1000 + 7000) * 1_000_000),
                        slice("u-1", 0, (MS / 1000 + 300) * 1_000_000)),
                updates);
        assertEquals(
                Set.of(SystemTable.LAKEFLOW_PIPELINES, SystemTable.LAKEFLOW_PIPELINE_UPDATE_TIMELINE),
                Set.copyOf(readable));
    }

    @Test
    void a_workspace_that_refuses_is_said_so() {
        server.answer(request -> new Answer(403, "{\"error_code\":\"PERMISSION_DENIED\",\"message\":\"not yours\"}"));

        CostInsightsException e = assertThrows(CostInsightsException.class, this::collect);

        assertEquals(ErrorCode.PERMISSION, e.code());
        assertEquals("the pipelines of the workspace cannot be read: not yours", e.getMessage());
        assertEquals(List.of(), readable);
    }

    @Test
    void a_page_that_comes_again_and_again_ends_the_reading() {
        answers.put("/pipelines", "{\"statuses\":[],\"next_page_token\":\"p\"}");

        assertEquals(
                ErrorCode.INVALID_INPUT,
                assertThrows(CostInsightsException.class, this::collect).code());
    }

    private void collect() throws InterruptedException {
        Clock clock = Clock.fixed(START.plus(Duration.ofDays(1)), ZoneOffset.UTC);
        UpdatesSettings settings = new UpdatesSettings(server.url(), null, "101", Duration.ofDays(7), 1000);
        new UpdatesSource(settings, clock, this::client).collect(new CollectionRequest(WINDOW), sink());
    }

    private WorkspaceClient client() {
        return new WorkspaceClient(new DatabricksConfig()
                .setHost(server.url())
                .setToken("secret")
                .setAuthType("pat")
                .setCredentialsProvider(new PatCredentialsProvider()));
    }

    private FactSink sink() {
        return (FactSink) Proxy.newProxyInstance(
                FactSink.class.getClassLoader(), new Class<?>[] {FactSink.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "pipeline" -> pipelines.add((PipelineVersion) arguments[0]);
                        case "pipelineUpdate" -> updates.add((PipelineUpdateSlice) arguments[0]);
                        case "readable" -> readable.add((SystemTable) arguments[0]);
                        default -> throw new AssertionError(method);
                    }
                    return null;
                });
    }

    private static PipelineUpdateSlice slice(String id, long second, long endMicros) {
        return new PipelineUpdateSlice(
                "", "101", "p-1", id, new TimeSpan((MS / 1000 + second) * 1_000_000, endMicros), "ann", null, null);
    }

    private static String update(String id, String state, long second) {
        return "{\"update_id\":\"" + id + "\",\"pipeline_id\":\"p-1\",\"state\":\"" + state + "\",\"creation_time\":"
                + (MS + second * 1000) + "}";
    }

    private static String event(String update, long second) {
        return "{\"event_type\":\"flow_progress\",\"timestamp\":\"" + START.plusSeconds(second)
                + "\",\"origin\":{\"update_id\":\"" + update + "\"}}";
    }
}
