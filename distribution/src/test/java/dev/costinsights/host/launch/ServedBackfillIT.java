package dev.costinsights.host.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.costinsights.host.store.CatalogAddress;
import dev.costinsights.testkit.WorkspaceExtension;
import dev.costinsights.workspace.server.WorkspaceOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A host that serves keeps its own store up to date, and can be told to do so now. */
final class ServedBackfillIT {

    @RegisterExtension
    static final WorkspaceExtension WORKSPACE = WorkspaceExtension.with(WorkspaceOptions.small()
            .withDays(3)
            .withJobs(5)
            .withEnd(today().atStartOfDay(ZoneOffset.UTC).toInstant()));

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void what_came_later_is_in_the_ledger_after_the_next_one_and_the_bytes_are_those_of_a_rebuild() throws Exception {
        WORKSPACE.workspace().tables().only("billing.usage", "usage_date < DATE '" + today().minusDays(2) + "'");
        PackagedHost host = host(Map.of("COST_INSIGHTS_BACKFILL_EVERY", "1d"));
        try {
            String url = host.serve();
            JsonNode first = eventually(url, state -> state.has("last"));
            assertEquals("DONE", first.path("last").path("outcome").asText(), first::toString);
            assertTrue(first.path("last").path("rows").asLong() > 0, first::toString);

            WORKSPACE.workspace().tables().clear();
            JsonNode second = again(url, first);
            assertTrue(second.path("last").path("changed_slices").asLong() > 0, second::toString);
            JsonNode third = again(url, second);
            assertEquals(0, third.path("last").path("changed_slices").asLong(), third::toString);
            assertEquals("DONE", third.path("last").path("outcome").asText(), third::toString);
            assertTrue(text(url, "/metrics").contains("cost_insights_backfills_total{outcome=\"done\"} 3.0"));
            assertTrue(host.isStopped(18, TimeUnit.SECONDS), "serve ends when it is asked to");

            List<String> kept = StoredHashes.of(folder, CatalogAddress.embedded());
            assertTrue(kept.size() >= 3, kept::toString);
            host.run("rebuild", "--no-progress");
            assertEquals(kept, StoredHashes.of(folder, CatalogAddress.embedded()));
        } finally {
            host.stop();
        }
    }

    @Test
    void a_backfill_that_fails_is_told_and_does_not_end_the_host() throws Exception {
        PackagedHost host = host(Map.of(
                "COST_INSIGHTS_BACKFILL_EVERY", "1d",
                "COST_INSIGHTS_DATABRICKS_WAREHOUSE_ID", "nowhere"));
        try {
            String url = host.serve();
            JsonNode first = eventually(url, state -> state.has("last"));
            assertEquals("FAILED", first.path("last").path("outcome").asText(), first::toString);
            assertTrue(first.path("last").path("problem").asText().contains("nowhere"), first::toString);
            JsonNode second = again(url, first);
            assertEquals("FAILED", second.path("last").path("outcome").asText(), second::toString);
            assertTrue(Files.readString(folder.resolve("serve.err")).contains("the backfill failed: "));
        } finally {
            host.stop();
        }
    }

    @Test
    void a_host_that_does_none_says_how_to_have_some() throws Exception {
        PackagedHost host = host(Map.of());
        try {
            HttpResponse<String> answer = send(host.serve(), "/api/v1/backfills", "POST");
            assertEquals(503, answer.statusCode());
            assertTrue(answer.body().contains("set backfill.every"), answer::body);
        } finally {
            host.stop();
        }
    }

    /** Of the host, which reads the newest days. */
    private static LocalDate today() {
        return LocalDate.now(Clock.systemUTC());
    }

    private PackagedHost host(Map<String, String> more) {
        Map<String, String> connection = new HashMap<>(Map.of(
                "DATABRICKS_HOST", WORKSPACE.host(),
                "DATABRICKS_TOKEN", WORKSPACE.token(),
                "COST_INSIGHTS_DATABRICKS_WAREHOUSE_ID", WORKSPACE.warehouseId(),
                "COST_INSIGHTS_BACKFILL_DAYS", "4"));
        connection.putAll(more);
        return new PackagedHost(folder, connection);
    }

    /** Asks for one more, and waits until it is over. */
    private static JsonNode again(String url, JsonNode before) throws Exception {
        assertEquals(202, send(url, "/api/v1/backfills", "POST").statusCode());
        String began = before.path("last").path("started_at").asText();
        return eventually(
                url, state -> !state.path("last").path("started_at").asText().equals(began));
    }

    private static JsonNode eventually(String url, Predicate<JsonNode> isSo) throws Exception {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        JsonNode state = JSON.readTree(text(url, "/api/v1/backfills"));
        while (!isSo.test(state) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(200);
            state = JSON.readTree(text(url, "/api/v1/backfills"));
        }
        assertTrue(isSo.test(state), state::toString);
        return state;
    }

    private static String text(String url, String path) throws Exception {
        HttpResponse<String> answer = send(url, path, "GET");
        assertEquals(200, answer.statusCode(), answer::body);
        return answer.body();
    }

    private static HttpResponse<String> send(String url, String path, String method) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
