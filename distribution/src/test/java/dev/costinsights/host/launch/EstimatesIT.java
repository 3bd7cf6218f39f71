package dev.costinsights.host.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.databricks.sdk.service.compute.ClusterSpec;
import com.databricks.sdk.service.jobs.CreateJob;
import com.databricks.sdk.service.jobs.NotebookTask;
import com.databricks.sdk.service.jobs.RunNow;
import com.databricks.sdk.service.jobs.SubmitRun;
import com.databricks.sdk.service.jobs.SubmitTask;
import com.databricks.sdk.service.jobs.Task;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.testkit.WorkspaceExtension;
import dev.costinsights.workspace.server.WorkspaceOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A run that has ended is estimated before its bill comes, by what earlier runs of its job were billed. */
final class EstimatesIT {

    @RegisterExtension
    static final WorkspaceExtension WORKSPACE =
            WorkspaceExtension.with(WorkspaceOptions.small().withDays(1).withJobs(0));

    private static final AttributionContext NIGHTLY = AttributionContext.builder()
            .opaqueId("a")
            .orchestrator("dagster")
            .job("nightly")
            .build();

    @TempDir
    Path folder;

    @Test
    void a_run_has_a_number_at_once_which_stays_beside_its_bill() throws Exception {
        PackagedHost host = host();
        try {
            String url = host.serve();
            Map<String, String> recording = Map.of("recording.url", url);
            long job;
            try (Clients clients = new Clients(WORKSPACE, recording)) {
                job = clients.bare.jobs().create(job()).getJobId();
                for (int i = 0; i < 3; i++) {
                    run(clients, job);
                }
                WORKSPACE.workspace().clock().advance(Duration.ofDays(2));
                run(clients, job);
            }
            backfill(host);
            long last;
            try (Clients clients = new Clients(WORKSPACE, recording)) {
                last = run(clients, job);
            }

            JsonNode said = said(url, last);
            assertEquals(0, said.path("missing").size(), said::toString);
            BigDecimal estimated = new BigDecimal(said.path("list_cost").asText());
            assertEquals("3", said.path("inputs").path("calibrated_by").asText(), said::toString);
            assertTrue(said.path("billed_quantity").isMissingNode(), said::toString);

            JsonNode open = estimates(host, "open");
            assertEquals(1, open.size(), open::toString);
            assertEquals(String.valueOf(last), open.get(0).path("id").asText());
            assertEquals("nightly", open.get(0).path("orchestrator_job").asText());
            assertTrue(open.get(0).path("rests_on").asText().contains("calibrated_by=3"), open::toString);
            assertEquals(
                    0,
                    estimated.compareTo(new BigDecimal(open.get(0).path("cost").asText())));
            assertEquals(0, estimates(host, "kept").size());
            int replayed = replayed(host);
            assertTrue(replayed > 0, "the fourth could learn from the first three");

            backfill(host);
            assertEquals(0, estimates(host, "open").size());
            assertEquals(replayed + 1, replayed(host));
            BigDecimal billed = billed(host, last);
            JsonNode kept = estimates(host, "kept").get(0);
            assertEquals("JOB_RUN", kept.path("type").asText());
            assertEquals(1, kept.path("executions").asInt(), "the bills of the first four came before their estimates");
            assertEquals(
                    0,
                    estimated.compareTo(
                            new BigDecimal(kept.path("estimated_cost").asText())),
                    kept::toString);
            assertEquals(
                    0, billed.compareTo(new BigDecimal(kept.path("billed_cost").asText())), kept::toString);
            said = said(url, last);
            assertEquals(
                    0,
                    billed.compareTo(
                            new BigDecimal(said.path("billed_list_cost").asText())),
                    said::toString);
            assertEquals(
                    0, estimated.compareTo(new BigDecimal(said.path("list_cost").asText())), said::toString);
            assertTrue(said.has("error"), said::toString);
            BigDecimal off = estimated.subtract(billed).abs();
            assertTrue(
                    off.compareTo(billed.multiply(new BigDecimal("0.1"))) < 0,
                    () -> "estimated " + estimated + ", billed " + billed);
        } finally {
            host.stop();
        }
    }

    @Test
    void a_run_of_a_job_that_was_never_billed_has_a_number_by_its_nodes() throws Exception {
        PackagedHost host = host();
        try {
            Map<String, String> recording = Map.of("recording.url", host.serve());
            try (Clients clients = new Clients(WORKSPACE, recording)) {
                for (int i = 0; i < 3; i++) {
                    run(clients, clients.bare.jobs().create(job()).getJobId());
                }
                WORKSPACE.workspace().clock().advance(Duration.ofDays(1));
            }
            backfill(host);
            long once;
            try (Clients clients = new Clients(WORKSPACE, recording)) {
                once = clients.in(NIGHTLY, () -> clients.client
                        .jobs()
                        .submit(new SubmitRun()
                                .setRunName("once")
                                .setTasks(List.of(new SubmitTask()
                                        .setTaskKey("load")
                                        .setNotebookTask(new NotebookTask().setNotebookPath("/Workspace/load"))
                                        .setNewCluster(cluster(4)))))
                        .getResponse()
                        .getRunId());
                clients.later();
                clients.client.jobs().getRun(once);
            }

            JsonNode open = only(estimates(host, "open"), once);
            assertTrue(open.path("rests_on").asText().contains("nodes.i3.xlarge=5"), open::toString);
            assertTrue(open.path("rests_on").asText().contains("earlier bills of its node types"), open::toString);
            BigDecimal estimated = new BigDecimal(open.path("cost").asText());

            backfill(host);
            BigDecimal billed = billed(host, once);
            BigDecimal off = estimated.subtract(billed).abs();
            assertTrue(
                    off.compareTo(billed.multiply(new BigDecimal("0.1"))) < 0,
                    () -> "estimated " + estimated + ", billed " + billed);
        } finally {
            host.stop();
        }
    }

    private PackagedHost host() {
        return new PackagedHost(
                folder,
                Map.of(
                        "DATABRICKS_HOST", WORKSPACE.host(),
                        "DATABRICKS_TOKEN", WORKSPACE.token(),
                        "COST_INSIGHTS_DATABRICKS_WAREHOUSE_ID", WORKSPACE.warehouseId()));
    }

    private static JsonNode said(String url, long run) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        url + "/api/v1/estimates?execution_type=JOB_RUN&execution_id=" + run))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer::body);
        JsonNode estimates = new ObjectMapper().readTree(answer.body()).path("estimates");
        assertEquals(1, estimates.size(), answer::body);
        return estimates.get(0);
    }

    private static int replayed(PackagedHost host) throws IOException, InterruptedException {
        for (JsonNode row : estimates(host, "replayed")) {
            if (row.path("kind").asText().equals("JOB")) {
                return row.path("estimated_and_billed").asInt();
            }
        }
        return 0;
    }

    private static JsonNode only(JsonNode open, long run) {
        for (JsonNode row : open) {
            if (row.path("id").asText().equals(String.valueOf(run))) {
                return row;
            }
        }
        throw new AssertionError(run + " is not in " + open);
    }

    private static ClusterSpec cluster(long workers) {
        return new ClusterSpec()
                .setNumWorkers(workers)
                .setNodeTypeId("i3.xlarge")
                .setSparkVersion("15.4.x-scala2.12");
    }

    private static CreateJob job() {
        return new CreateJob()
                .setName("nightly")
                .setTasks(List.of(new Task()
                        .setTaskKey("load")
                        .setNotebookTask(new NotebookTask().setNotebookPath("/Workspace/load"))
                        .setNewCluster(cluster(2))));
    }

    /** A run that its launcher sees end; its id. */
    private static long run(Clients clients, long job) throws Exception {
        long run = clients.in(NIGHTLY, () -> clients.client
                .jobs()
                .runNow(new RunNow().setJobId(job))
                .getResponse()
                .getRunId());
        clients.later();
        clients.client.jobs().getRun(run);
        return run;
    }

    private static void backfill(PackagedHost host) throws IOException, InterruptedException {
        // What is launched is billed an hour after the hour in which it ran.
        WORKSPACE.workspace().clock().advance(Duration.ofHours(2));
        // By the machine's clock these days are long over.
        host.run("backfill", "--again", "--start", "2026-11-01", "--end", "2026-11-05");
    }

    private static JsonNode estimates(PackagedHost host, String table) throws IOException, InterruptedException {
        String out = host.run("-o", "json", "estimates", "--start", "2026-11-01", "--end", "2026-11-05");
        return new ObjectMapper().readTree(out).path(table);
    }

    private BigDecimal billed(PackagedHost host, long run) throws IOException, InterruptedException {
        Path out = folder.resolve("ledger");
        host.run(
                "ledger", "--start", "2026-11-01", "--end", "2026-11-05", "--format", "jsonl", "--out", out.toString());
        BigDecimal billed = BigDecimal.ZERO;
        ObjectMapper json = new ObjectMapper();
        for (String line : Files.readAllLines(out.resolve("ledger.jsonl"))) {
            JsonNode row = json.readTree(line);
            if (row.path("job_run_id").asText().equals(String.valueOf(run))) {
                billed = billed.add(new BigDecimal(row.path("list_cost").asText()));
            }
        }
        return billed;
    }
}
