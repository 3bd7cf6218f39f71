package dev.costinsights.host.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.costinsights.testkit.WorkspaceExtension;
import dev.costinsights.workspace.server.WorkspaceOptions;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What things cost and why, asked of a store that the packed host filled, on the command line and over HTTP. */
final class CostsIT {

    @RegisterExtension
    static final WorkspaceExtension WORKSPACE =
            WorkspaceExtension.with(WorkspaceOptions.small().withDays(3).withJobs(5));

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final String[] WINDOW = {"--start", "2026-10-29", "--end", "2026-11-01"};

    private static final String RECORDED = """
            {"executions": [{"type": "JOB_RUN", "id": "%s", "phase": "LAUNCHED", "start_micros": 1793232000000000,
              "context": {"opaque_id": "o-1", "orchestrator": "dagster", "job": "recorded-only"}}]}
            """;

    @TempDir
    Path folder;

    @Test
    void a_store_a_ledger_in_a_folder_and_the_api_say_the_same() throws Exception {
        PackagedHost host = host();
        host.run("backfill", "--start", WINDOW[1], "--end", "2026-11-03", "--no-progress");
        Path out = folder.resolve("ledger");
        JsonNode ledger = json(
                host.end("ledger", WINDOW[0], WINDOW[1], WINDOW[2], WINDOW[3], "--out", out.toString(), "-o", "json"));

        JsonNode stored =
                json(host.end("costs", "--by", "product", WINDOW[0], WINDOW[1], WINDOW[2], WINDOW[3], "-o", "json"));
        JsonNode filed = json(host.end(
                "costs",
                "--from",
                out.toString(),
                "--by",
                "product",
                WINDOW[0],
                WINDOW[1],
                WINDOW[2],
                WINDOW[3],
                "-o",
                "json"));

        PackagedHost.Ended beside = host.end("costs", "--from", out.toString(), "--vs", "previous");
        assertTrue(beside.err().contains("The ledger begins on 2026-10-29: "), beside.err());

        assertFalse(stored.path("costs").isEmpty(), stored::toString);
        assertEquals(filed.path("costs"), stored.path("costs"));
        assertEquals(
                ledger.path("billed").path(0).path("billed").decimalValue(),
                stored.path("sums").path(0).path("cost").decimalValue(),
                "all that was billed is in the costs");
        try {
            String url = host.serve();
            JsonNode answer = get(url, "/api/v1/costs?by=product&start=2026-10-29&end=2026-11-01&step=day", 200);
            assertEquals(costs(stored), costsOfAnswer(answer));
            assertEquals("2026-10-29", answer.path("ledger").path("start").asText(), answer::toString);
            assertTrue(
                    answer.path("complete_through").isTextual()
                            && answer.path("outdated").isEmpty(),
                    answer::toString);
            assertEquals(3, answer.path("periods").size());
            assertEquals(3, answer.path("rows").path(0).path("costs").size());

            String run = get(url, "/api/v1/costs?by=job_run_id&filter=category=DIRECT;product=JOBS&top=1", 200)
                    .path("rows")
                    .path(0)
                    .path("keys")
                    .path("job_run_id")
                    .asText();
            JsonNode why = get(url, "/api/v1/explanations?id=" + run, 200);
            BigDecimal sum = BigDecimal.ZERO;
            for (JsonNode row : why.path("rows")) {
                sum = sum.add(new BigDecimal(row.path("list_cost").asText()));
            }
            assertEquals(why.path("sums").path(0).path("list_cost").asText(), sum.toPlainString(), why::toString);
            assertTrue(why.path("charges").path(0).path("ledger_rows").asLong() > 0, why::toString);
        } finally {
            host.stop();
        }
        try {
            String url = host.serve(
                    "--from",
                    out.toString(),
                    "--home",
                    folder.resolve("no-home").toString());
            JsonNode answer = get(url, "/api/v1/costs?by=product&start=2026-10-29&end=2026-11-01", 200);
            assertEquals(costs(stored), costsOfAnswer(answer));
            assertTrue(answer.path("complete_through").isMissingNode(), answer::toString);
            get(url, "/readyz", 200);
            assertTrue(problem(url, "/api/v1/executions", 404).contains("/api/v1/costs"));
            assertFalse(Files.exists(folder.resolve("no-home/databases")), "a ledger is looked at, nothing is kept");
        } finally {
            host.stop();
        }
        PackagedHost.Ended lost = host.end("serve", "--from", folder.toString());
        assertEquals(2, lost.code(), lost.err());
        assertTrue(lost.err().contains("there is no ledger.parquet in " + folder), lost.err());
        PackagedHost.Ended explained = host.end("explain", "nobody", "-o", "json");
        assertEquals(1, explained.code());
        assertTrue(explained.err().contains("the ledger says nothing of 'nobody', 2026-10-29 to "), explained.err());
    }

    @Test
    void what_was_recorded_at_launch_is_in_the_costs_of_the_store() throws Exception {
        PackagedHost host = host();
        String[] backfill = {"backfill", "--start", WINDOW[1], "--end", "2026-11-03", "--no-progress"};
        host.run(backfill);
        String run = rows(host, "job_run_id", "category=DIRECT", "product=JOBS")
                .path(0)
                .path("job_run_id")
                .asText();
        try {
            String url = host.serve();
            HttpResponse<String> taken = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(url + "/api/v1/executions"))
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(RECORDED.formatted(run)))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertEquals(2, taken.statusCode() / 100, taken::body);
            assertTrue(rows(host, "orchestrator_job", "job_run_id=" + run).findValuesAsText("orchestrator_job").stream()
                    .noneMatch("recorded-only"::equals));

            host.run(backfill);
            assertEquals(
                    "recorded-only",
                    rows(host, "orchestrator_job,identity_basis", "job_run_id=" + run, "identity_basis=HANDLE")
                            .path(0)
                            .path("orchestrator_job")
                            .asText());
            JsonNode why = get(url, "/api/v1/explanations?id=" + run, 200);
            assertTrue(why.toString().contains("recorded-only"), why::toString);
        } finally {
            host.stop();
        }
        host.run("rebuild", "--no-progress");
        host.run("verify", "--all", "--no-progress");
        assertEquals(
                1,
                rows(host, "orchestrator_job", "job_run_id=" + run, "identity_basis=HANDLE")
                        .size());
    }

    /** What the store's days say, by a column, of what fits. */
    private static JsonNode rows(PackagedHost host, String by, String... filters) throws Exception {
        List<String> question = new ArrayList<>(List.of("costs", "--by", by, "-o", "json"));
        question.addAll(List.of(WINDOW));
        for (String filter : filters) {
            question.addAll(List.of("--filter", filter));
        }
        return json(host.end(question.toArray(new String[0]))).path("costs");
    }

    @Test
    void wrong_questions_are_answered_with_what_is_right() throws Exception {
        PackagedHost host = host();
        try {
            String url = host.serve();
            assertTrue(problem(url, "/api/v1/costs", 503).contains("there is no store in "));
            host.stop();
            host.run("backfill", "--start", "2026-10-30", "--end", "2026-10-31", "--no-progress");
            url = host.serve();
            assertTrue(problem(url, "/api/v1/costs?by=prodct", 400).contains("did you mean 'product'?"));
            assertTrue(problem(url, "/api/v1/costs?group=product", 400)
                    .contains("there is no parameter group; there are by, "));
            assertTrue(problem(url, "/api/v1/costs?step=hour", 400).contains("it must be one of [day, week, month]"));
            assertTrue(problem(url, "/api/v1/costs?top=0", 400).contains("a number from 1 to 10000"));
            assertTrue(problem(url, "/api/v1/costs?start=yesterday", 400).contains("write 2026-10-01"));
            assertTrue(problem(url, "/api/v1/costs?start=2026-10-31&end=2026-10-30", 400)
                    .contains("is not later than"));
            assertTrue(problem(url, "/api/v1/costs?filter=product", 400).contains("write column=value"));
            assertTrue(problem(url, "/api/v1/explanations", 400).contains("the parameter id is missing"));
            assertTrue(problem(url, "/api/v1/explanations?id=nobody", 404).contains("there is no row of 'nobody'"));
        } finally {
            host.stop();
        }
    }

    @Test
    void what_is_missing_is_said_and_ends_with_4() throws Exception {
        PackagedHost host = host();
        host.run("backfill", "--start", "2026-10-29", "--end", "2026-10-30", "--no-progress");

        assertEquals(
                0,
                host.end("costs", "--start", "2026-10-29", "--end", "2026-10-30")
                        .code());
        PackagedHost.Ended gaps = host.end("coverage", "--start", "2026-10-29", "--end", "2026-11-05");
        assertEquals(4, gaps.code(), "as ledger does: the history of the later days was not read");
        assertTrue(gaps.out().contains("Tables that could not be used"), gaps.out());
        assertTrue(gaps.err().contains("cost-insights backfill --start 2026-10-29"), gaps.err());

        PackagedHost.Ended open = host.end("costs", "--start", "2026-10-29", "--end", "2099-01-01");
        assertEquals(4, open.code(), open.err());
        assertTrue(open.err().contains("The bill is complete through "), open.err());
    }

    private PackagedHost host() {
        return new PackagedHost(
                folder,
                Map.of(
                        "DATABRICKS_HOST", WORKSPACE.host(),
                        "DATABRICKS_TOKEN", WORKSPACE.token(),
                        "COST_INSIGHTS_DATABRICKS_WAREHOUSE_ID", WORKSPACE.warehouseId()));
    }

    private static Map<String, BigDecimal> costs(JsonNode tables) {
        Map<String, BigDecimal> costs = new TreeMap<>();
        tables.path("costs")
                .forEach(row -> costs.put(
                        row.path("product").asText(),
                        row.path("cost").decimalValue().stripTrailingZeros()));
        return costs;
    }

    private static Map<String, BigDecimal> costsOfAnswer(JsonNode answer) {
        Map<String, BigDecimal> costs = new TreeMap<>();
        answer.path("rows")
                .forEach(row -> costs.put(
                        row.path("keys").path("product").asText(),
                        new BigDecimal(row.path("cost").asText()).stripTrailingZeros()));
        return costs;
    }

    private static JsonNode json(PackagedHost.Ended ended) throws Exception {
        assertEquals(0, ended.code(), ended.err());
        return JSON.readTree(ended.out());
    }

    private static String problem(String url, String path, int status) throws Exception {
        return get(url, path, status).path("detail").asText();
    }

    private static JsonNode get(String url, String path, int status) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url + path)).build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(status, answer.statusCode(), answer::body);
        return JSON.readTree(answer.body());
    }
}
