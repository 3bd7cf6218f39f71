package dev.costinsights.host.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.service.jobs.NotebookTask;
import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.SubmitRun;
import com.databricks.sdk.service.jobs.SubmitTask;
import com.databricks.sdk.service.pipelines.CreatePipeline;
import com.databricks.sdk.service.pipelines.StartUpdate;
import com.databricks.sdk.service.sql.ExecuteStatementRequest;
import com.databricks.sdk.service.sql.ListQueryHistoryRequest;
import com.databricks.sdk.service.sql.QueryFilter;
import com.databricks.sdk.service.sql.QueryInfo;
import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.spi.Config;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionOutcome;
import dev.costinsights.core.tracking.ExecutionPhase;
import dev.costinsights.core.tracking.JdbcJournal;
import dev.costinsights.host.database.HostDatabase;
import dev.costinsights.testkit.WorkspaceExtension;
import dev.costinsights.workspace.server.WorkspaceOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A service launches, records with the host, and is gone; the host finds out how it all ended. */
final class SettlingIT {

    @RegisterExtension
    static final WorkspaceExtension WORKSPACE =
            WorkspaceExtension.with(WorkspaceOptions.small().withDays(1).withJobs(0));

    private static final AttributionContext NIGHTLY = AttributionContext.builder()
            .opaqueId("a")
            .orchestrator("dagster")
            .job("nightly")
            .build();
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    /** What a service has launched. */
    private record Launched(long run, String update, String statement, WorkspaceClient bare) {}

    @Test
    void the_host_finds_ends_and_durations_of_what_a_service_left_open() throws Exception {
        PackagedHost host = host(Map.of(
                "DATABRICKS_HOST", WORKSPACE.host(),
                "DATABRICKS_TOKEN", WORKSPACE.token(),
                "COST_INSIGHTS_RECORDING_SETTLE_EVERY", "1s"));
        try {
            String url = host.serve();
            Launched launched = launch(url);
            assertTrue(eventually(() -> metric(url, "cost_insights_executions_open") == 3), () -> metrics(url));
            assertEquals(0, metric(url, "cost_insights_executions_settled_total"), "they run");

            WORKSPACE.workspace().clock().advance(Duration.ofMinutes(30));
            assertTrue(eventually(() -> metric(url, "cost_insights_executions_open") == 0), () -> metrics(url));
            assertEquals(3, metric(url, "cost_insights_executions_settled_total"));

            Map<ExecutionType, ExecutionEvent> ended = ended();
            Run run = launched.bare().jobs().getRun(launched.run());
            assertEnd(ended.get(ExecutionType.JOB_RUN), launched.run(), run.getEndTime() - run.getStartTime());
            QueryInfo query = query(launched);
            assertEnd(
                    ended.get(ExecutionType.STATEMENT),
                    launched.statement(),
                    query.getExecutionEndTimeMs() - query.getQueryStartTimeMs());
            ExecutionEvent update = ended.get(ExecutionType.PIPELINE_UPDATE);
            assertEnd(update, launched.update(), update.durationMicros() / 1000);
            assertTrue(update.durationMicros() > 0 && update.durationMicros() < 1_800_000_000L, update::toString);
            assertFalse(said().contains("this is said once"), this::said);

            assertTrue(host.isStopped(18, TimeUnit.SECONDS), "serve ends when it is asked to");
        } finally {
            host.stop();
        }
    }

    @Test
    void a_host_without_credentials_leaves_them_open_and_says_so_once() throws Exception {
        PackagedHost host = host(Map.of("COST_INSIGHTS_RECORDING_SETTLE_EVERY", "1s"));
        try {
            String url = host.serve();
            launch(url);
            WORKSPACE.workspace().clock().advance(Duration.ofMinutes(30));

            assertTrue(eventually(() -> said().contains("sql.history_host")), this::said);
            Thread.sleep(3_000);
            assertEquals(3, metric(url, "cost_insights_executions_open"));
            assertEquals(0, metric(url, "cost_insights_executions_settled_total"));
            for (String setting : List.of("jobs.runs_host", "pipelines.updates_host", "sql.history_host")) {
                assertEquals(
                        1, said().lines().filter(line -> line.contains(setting)).count(), this::said);
            }
            assertEquals(Map.of(), ended());
        } finally {
            host.stop();
        }
    }

    private PackagedHost host(Map<String, String> environment) {
        return new PackagedHost(folder, environment);
    }

    private static Launched launch(String url) throws Exception {
        try (Clients clients = new Clients(WORKSPACE, Map.of("recording.url", url))) {
            String pipeline = clients.bare
                    .pipelines()
                    .create(new CreatePipeline().setName("orders").setServerless(true))
                    .getPipelineId();
            Launched launched = clients.in(
                    NIGHTLY,
                    () -> new Launched(
                            clients.client
                                    .jobs()
                                    .submit(new SubmitRun()
                                            .setRunName("once")
                                            .setTasks(List.of(new SubmitTask()
                                                    .setTaskKey("load")
                                                    .setNotebookTask(
                                                            new NotebookTask().setNotebookPath("/Workspace/load")))))
                                    .getResponse()
                                    .getRunId(),
                            clients.client
                                    .pipelines()
                                    .startUpdate(new StartUpdate().setPipelineId(pipeline))
                                    .getUpdateId(),
                            clients.client
                                    .statementExecution()
                                    .executeStatement(new ExecuteStatementRequest()
                                            .setWarehouseId(clients.warehouseId())
                                            .setStatement("SELECT count(*) FROM range(300000000)")
                                            .setWaitTimeout("0s"))
                                    .getStatementId(),
                            clients.bare));
            // A slow machine's host takes longer than closing waits.
            assertTrue(eventually(
                    () -> clients.insights.recorderStats().orElseThrow().kept() == 3));
            return launched;
        }
    }

    private static QueryInfo query(Launched launched) {
        return launched.bare()
                .queryHistory()
                .list(new ListQueryHistoryRequest()
                        .setFilterBy(new QueryFilter().setStatementIds(List.of(launched.statement()))))
                .getRes()
                .iterator()
                .next();
    }

    private static void assertEnd(ExecutionEvent event, Object id, long millis) {
        assertEquals(id.toString(), event.id());
        assertEquals(ExecutionOutcome.SUCCEEDED, event.outcome(), event::toString);
        assertEquals(millis * 1000, event.durationMicros());
        assertEquals(NIGHTLY, event.context());
    }

    private Map<ExecutionType, ExecutionEvent> ended() throws SQLException {
        JdbcJournal journal = new JdbcJournal(HostDatabase.EXECUTIONS.open(Config.empty(), folder.resolve("state")));
        List<ExecutionEvent> events = new ArrayList<>();
        journal.read(Long.MAX_VALUE, events::add);
        Map<ExecutionType, ExecutionEvent> ended = new HashMap<>();
        events.stream().filter(event -> event.phase() == ExecutionPhase.ENDED).forEach(event -> {
            assertEquals(null, ended.put(event.type(), event), "an end is kept once: " + events);
        });
        return ended;
    }

    /** A condition that asks the host. */
    private interface Condition {
        boolean holds() throws Exception;
    }

    private static boolean eventually(Condition condition) throws Exception {
        long until = System.nanoTime() + LONGEST.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - until > 0) {
                return false;
            }
            Thread.sleep(200);
        }
        return true;
    }

    private static double metric(String url, String name) {
        return metrics(url)
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    private static String metrics(String url) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(url + "/metrics")).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("serve.err"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
