package dev.costinsights.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.costinsights.core.estimation.EstimationKind;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.host.estimate.EstimateDatabase;
import dev.costinsights.host.estimate.KeptEstimate;
import dev.costinsights.host.estimate.KeptEstimates;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a service can ask about the cost of what it launched, over HTTP. */
final class EstimateRoutesTest {

    private ApiServer server;

    @BeforeEach
    void start() throws Exception {
        JdbcDataSource memory = new JdbcDataSource();
        memory.setURL("jdbc:h2:mem:" + System.identityHashCode(this) + ";DB_CLOSE_DELAY=-1");
        EstimateDatabase database = new EstimateDatabase(memory);
        new KeptEstimates(database)
                .add(List.of(new KeptEstimate(
                        EstimationKind.JOB,
                        ExecutionType.JOB_RUN,
                        "101",
                        "42",
                        "7",
                        new TimeSpan(0, 1),
                        0,
                        Optional.of(new BigDecimal("1.5")),
                        Optional.of(new BigDecimal("0.75")),
                        "USD",
                        "JOBS",
                        Map.of("price", "0.5"),
                        List.of(),
                        "a",
                        "nightly",
                        null)));
        server = ApiServer.start("127.0.0.1", 0, "secret", EstimateRoutes.of(database));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void an_estimate_is_found_by_the_id_of_its_execution() throws Exception {
        HttpResponse<String> answer = get("?execution_type=JOB_RUN&execution_id=42", "secret");

        assertEquals(200, answer.statusCode());
        JsonNode estimate = json(answer).path("estimates").path(0);
        assertEquals("0.750000000000", estimate.path("list_cost").asText());
        assertEquals("USD", estimate.path("currency").asText());
        assertEquals("0.5", estimate.path("inputs").path("price").asText());
        assertEquals("1970-01-01T00:00:00Z", estimate.path("estimated_at").asText());
        assertTrue(estimate.path("billed_list_cost").isMissingNode(), "no bill has come");
    }

    @Test
    void what_was_never_recorded_has_no_estimate() throws Exception {
        HttpResponse<String> answer = get("?execution_type=STATEMENT&execution_id=42", "secret");

        assertEquals(200, answer.statusCode());
        assertEquals(0, json(answer).path("estimates").size());
    }

    @Test
    void a_question_that_names_nothing_is_told_what_to_ask() throws Exception {
        for (String query : List.of("", "?execution_type=JOB_RUN", "?execution_id=42")) {
            HttpResponse<String> answer = get(query, "secret");
            assertEquals(400, answer.statusCode(), query);
            assertTrue(json(answer).path("detail").asText().contains("execution_type=JOB_RUN&execution_id=42"), query);
        }
        HttpResponse<String> answer = get("?execution_type=TEA_PARTY&execution_id=42", "secret");
        assertEquals(400, answer.statusCode());
        assertTrue(json(answer).path("detail").asText().contains("JOB_RUN"), answer.body());
    }

    @Test
    void what_is_about_the_bill_needs_the_token() throws Exception {
        assertEquals(
                401, get("?execution_type=JOB_RUN&execution_id=42", "guessed").statusCode());
    }

    private HttpResponse<String> get(String query, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + EstimateRoutes.PATH + query))
                .header("Authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new JsonMapper().readTree(answer.body());
    }
}
