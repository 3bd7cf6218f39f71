package dev.costinsights.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.spi.Config;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.JdbcJournal;
import dev.costinsights.host.database.HostDatabase;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executions that are handed over to a real server, with a journal in a real database behind it. */
final class ExecutionRoutesTest {

    private static final String BATCH =
            "{\"sequence\":5,\"lost\":2,\"executions\":[{\"type\":\"JOB_RUN\",\"id\":\"42\","
                    + "\"phase\":\"LAUNCHED\",\"start_micros\":1000,\"context\":{\"opaque_id\":\"a\"},\"new_field\":1}]}";

    @TempDir
    Path home;

    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private JdbcJournal journal;
    private ApiServer server;

    @BeforeEach
    void start() {
        journal = new JdbcJournal(HostDatabase.EXECUTIONS.open(Config.empty(), home));
        server = ApiServer.start("127.0.0.1", 0, "secret", ExecutionRoutes.of(journal, metrics));
    }

    @AfterEach
    void stop() {
        server.close();
        journal.close();
    }

    @Test
    void whatIsAnsweredIsInTheDatabase() throws Exception {
        HttpResponse<String> answer = post(BATCH, "secret");

        assertEquals(202, answer.statusCode());
        assertEquals(1, json(answer).path("taken").asInt());
        List<ExecutionEvent> kept = kept();
        assertEquals("42", kept.get(0).id());
        assertEquals(ExecutionType.JOB_RUN, kept.get(0).type());
        assertEquals("a", kept.get(0).context().opaqueId());
        assertEquals(2, journal.lost());
        assertTrue(metrics.scrape().contains("cost_insights_executions_taken_total 1.0"), metrics.scrape());
        assertTrue(metrics.scrape().contains("cost_insights_executions_lost_total 2.0"), metrics.scrape());
    }

    @Test
    void theSameBatchTwiceIsOpenOnce() throws Exception {
        post(BATCH, "secret");
        post(BATCH, "secret");

        assertEquals(1, journal.open(ExecutionType.JOB_RUN, 10).size());
    }

    @Test
    void whatIsNoBatchIsRefusedWithItsReasonAndNothingIsKept() throws Exception {
        for (String body : List.of(
                "",
                "[]",
                "{\"executions\":[{\"type\":\"JOB_RUN\"}]}",
                BATCH.replace("JOB_RUN", "TEA_PARTY"),
                BATCH.replace("\"lost\":2", "\"lost\":-5"),
                BATCH.replace("\"sequence\":5", "\"sequence\":" + "9".repeat(1_000_000)),
                BATCH.substring(0, 40))) {
            HttpResponse<String> answer = post(body, "secret");
            assertEquals(400, answer.statusCode(), body);
            assertTrue(json(answer).path("detail").asText().contains("docs/recording.md"), answer.body());
        }
        assertEquals(List.of(), kept());
        assertEquals(0, journal.lost());
    }

    @Test
    void whatIsWrongInABatchIsNamedWithItsPlaceAndItsValue() throws Exception {
        String two = "{\"executions\":[{\"type\":\"JOB_RUN\",\"phase\":\"LAUNCHED\",\"start_micros\":1},"
                + "{\"type\":\"JOB_RUN\",\"phase\":\"LAUNCHED\",\"start_micros\":\"5\"}]}";
        assertTrue(
                detail(two).contains("executions[1]: the field start_micros is '5', and no whole number"), detail(two));
        String assets = two.replace("\"5\"", "5,\"context\":{\"assets\":\"sales/orders\"}");
        assertTrue(detail(assets).contains("executions[1]: the field assets is no array"), detail(assets));
        for (String duration : List.of("-1", "-9223372036854775808")) {
            String negative = two.replace("\"5\"", "5,\"duration_micros\":" + duration);
            assertTrue(
                    detail(negative)
                            .contains("executions[1]: the field duration_micros is " + duration + "; it must be 0"),
                    detail(negative));
        }
        assertEquals(List.of(), kept());
    }

    private String detail(String body) throws Exception {
        HttpResponse<String> answer = post(body, "secret");
        assertEquals(400, answer.statusCode(), answer.body());
        return json(answer).path("detail").asText();
    }

    @Test
    void whoHasNoTokenHandsNothingOver() throws Exception {
        assertEquals(401, post(BATCH, "guessed").statusCode());
        assertEquals(List.of(), kept());
    }

    @Test
    void anotherCommandOfTheMachineReadsWhileTheServerHasTheDatabaseOpen() throws Exception {
        post(BATCH, "secret");

        JdbcJournal other = new JdbcJournal(
                HostDatabase.EXECUTIONS.existing(Config.empty(), home).orElseThrow());
        assertEquals(1, other.open(ExecutionType.JOB_RUN, 10).size());
        assertFalse(HostDatabase.EXECUTIONS
                .existing(Config.empty(), home.resolve("elsewhere"))
                .isPresent());
    }

    private List<ExecutionEvent> kept() throws SQLException {
        List<ExecutionEvent> events = new ArrayList<>();
        journal.read(Long.MAX_VALUE, events::add);
        return events;
    }

    private HttpResponse<String> post(String body, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + ExecutionRoutes.PATH))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new JsonMapper().readTree(answer.body());
    }
}
