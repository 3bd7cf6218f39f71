package dev.costinsights.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A real server, called over real HTTP. */
final class ApiServerTest {

    private static final String TOKEN = "correct-horse-battery";

    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicReference<String> unreadiness = new AtomicReference<>();

    @Test
    void livesWithoutBeingReady() throws Exception {
        unreadiness.set("the store is locked by another host; stop it");
        try (ApiServer server = start(null)) {
            assertEquals(200, get(server, "/healthz").statusCode());
            HttpResponse<String> ready = get(server, "/readyz");
            assertEquals(503, ready.statusCode());
            assertEquals(
                    "the store is locked by another host; stop it",
                    problem(ready).path("detail").asText());
            unreadiness.set(null);
            assertEquals(200, get(server, "/readyz").statusCode());
        }
    }

    @Test
    void showsFiguresToPrometheus() throws Exception {
        metrics.counter("cost_insights_test").increment(3);
        try (ApiServer server = start(null)) {
            HttpResponse<String> answer = get(server, "/metrics");
            assertTrue(answer.body().contains("cost_insights_test_total 3.0"), answer.body());
            assertTrue(answer.headers().firstValue("Content-Type").orElse("").startsWith("text/plain"));
        }
    }

    @Test
    void asksForTheTokenWhereThereIsOne() throws Exception {
        try (ApiServer server = start(TOKEN)) {
            HttpResponse<String> without = get(server, "/api/v1/secret");
            assertEquals(401, without.statusCode());
            assertEquals(
                    "Bearer", without.headers().firstValue("WWW-Authenticate").orElse(""));
            assertEquals(401, get(server, "/api/v1/secret", "Bearer wrong").statusCode());
            assertEquals(401, get(server, "/api/v1/secret", "Basic " + TOKEN).statusCode());
            assertEquals(200, get(server, "/api/v1/secret", "Bearer " + TOKEN).statusCode());
            assertEquals(200, get(server, "/api/v1/secret", "bearer " + TOKEN).statusCode());
            assertEquals(200, get(server, "/healthz").statusCode());
        }
    }

    @Test
    void isNotReachedByAPageThatRebindsItsName() throws Exception {
        try (ApiServer server = start(null)) {
            assertTrue(raw(server, "GET /healthz", "Host: evil.example:" + server.port())
                    .startsWith("HTTP/1.1 421"));
            assertTrue(raw(server, "GET /healthz", "Host: localhost:" + server.port())
                    .startsWith("HTTP/1.1 200"));
            assertTrue(raw(server, "GET /healthz", "Host: 127.0.0.1").startsWith("HTTP/1.1 200"));
        }
    }

    @Test
    void a_page_of_another_origin_changes_nothing() throws Exception {
        try (ApiServer server = start(null)) {
            String own = "127.0.0.1:" + server.port();
            for (String origin : List.of(
                    "https://evil.example",
                    "null",
                    "http://127.0.0.1:1",
                    "http://localhost:" + server.port(),
                    "http://" + own + ".evil.example",
                    "ftp://" + own)) {
                String answer = raw(server, "POST /api/v1/size", "Host: " + own, "Origin: " + origin);
                assertTrue(answer.startsWith("HTTP/1.1 403"), origin + ": " + answer);
            }
            assertTrue(raw(server, "POST /api/v1/size", "Host: " + own, "Origin: http://" + own)
                    .startsWith("HTTP/1.1 200"));
            assertTrue(raw(server, "POST /api/v1/size", "Host: " + own).startsWith("HTTP/1.1 200"));
        }
    }

    @Test
    void a_page_of_another_site_reads_nothing_but_may_have_a_link() throws Exception {
        try (ApiServer server = start(null)) {
            String host = "Host: 127.0.0.1:" + server.port();
            String cross = "Sec-Fetch-Site: cross-site";
            assertTrue(raw(server, "GET /metrics", host, cross, "Sec-Fetch-Mode: no-cors")
                    .startsWith("HTTP/1.1 403"));
            assertTrue(raw(server, "GET /metrics", host, cross, "Sec-Fetch-Mode: navigate")
                    .startsWith("HTTP/1.1 200"));
            assertTrue(raw(server, "GET /metrics", host, "Sec-Fetch-Site: none").startsWith("HTTP/1.1 200"));
            assertTrue(raw(server, "POST /api/v1/size", host, cross, "Sec-Fetch-Mode: navigate")
                    .startsWith("HTTP/1.1 403"));
        }
    }

    @Test
    void a_body_must_be_json() throws Exception {
        try (ApiServer server = start(null)) {
            for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
                HttpResponse<String> answer = post(server, "{}", type);
                assertEquals(415, answer.statusCode(), type);
                assertEquals(
                        "unsupported_media_type", problem(answer).path("code").asText());
            }
            assertEquals(
                    200, post(server, "{}", "Application/JSON; charset=utf-8").statusCode());
            assertEquals(200, post(server, "", "text/plain").statusCode());
        }
    }

    @Test
    void a_head_is_answered_as_a_get_would_be() throws Exception {
        unreadiness.set("the store is locked");
        try (ApiServer server = start(TOKEN)) {
            assertEquals(503, call(server, "HEAD", "/readyz").statusCode());
            assertEquals(401, call(server, "HEAD", "/api/v1/secret").statusCode());
            HttpResponse<String> lives = call(server, "HEAD", "/healthz");
            assertEquals(200, lives.statusCode());
            assertEquals(
                    "nosniff",
                    lives.headers().firstValue("X-Content-Type-Options").orElse(""));
            assertEquals("", lives.body());
        }
    }

    @Test
    void a_method_that_a_path_does_not_have_is_told_those_that_it_has() throws Exception {
        try (ApiServer server = start(null)) {
            HttpResponse<String> answer = call(server, "DELETE", "/healthz");
            assertEquals(405, answer.statusCode());
            assertEquals("GET", answer.headers().firstValue("Allow").orElse(""));
            assertTrue(problem(answer).path("detail").asText().contains("DELETE /healthz"), answer.body());
        }
    }

    @Test
    void what_a_route_says_is_not_there_is_said_in_its_own_words() throws Exception {
        List<Route> routes = List.of(Route.get("/api/v1/things", Route.Access.PUBLIC, request -> {
            throw new ProblemException(
                    new Problem(404, "not_found", "No such thing", "there is no thing of that name"));
        }));
        try (ApiServer server = ApiServer.start("127.0.0.1", 0, null, routes)) {
            HttpResponse<String> answer = get(server, "/api/v1/things");
            assertEquals(404, answer.statusCode());
            assertEquals(
                    "there is no thing of that name",
                    problem(answer).path("detail").asText());
        }
    }

    @Test
    void a_parameter_that_cannot_be_decoded_is_refused() throws Exception {
        try (ApiServer server = start(null)) {
            String answer = raw(server, "GET /healthz?x=%ZZ", "Host: localhost");
            assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
        }
    }

    @Test
    void refusesToBeOpenToOthersWithoutAToken() {
        CostInsightsException e =
                assertThrows(CostInsightsException.class, () -> ApiServer.start("0.0.0.0", 0, " ", List.of()));
        assertEquals(ErrorCode.CONFIGURATION, e.code());
        assertTrue(e.getMessage().contains("server.token"), e.getMessage());
    }

    @Test
    void saysWhenThePortIsTaken() {
        try (ApiServer server = start(null)) {
            CostInsightsException e = assertThrows(
                    CostInsightsException.class, () -> ApiServer.start("127.0.0.1", server.port(), null, List.of()));
            assertTrue(e.getMessage().contains("127.0.0.1:" + server.port()), e.getMessage());
        }
    }

    @Test
    void answersWithProblemsAndTellsNothingOfTheInside() throws Exception {
        try (ApiServer server = start(null)) {
            HttpResponse<String> lost = get(server, "/api/v1/nothing");
            assertEquals(404, lost.statusCode());
            assertEquals(
                    Problem.CONTENT_TYPE,
                    lost.headers().firstValue("Content-Type").orElse(""));
            HttpResponse<String> broken = get(server, "/api/v1/broken");
            assertEquals(500, broken.statusCode());
            assertFalse(broken.body().contains("inside"), broken.body());
            assertEquals(400, get(server, "/api/v1/wrong").statusCode());
        }
    }

    @Test
    void takesNoBodyOfMoreThanAMebibyte() throws Exception {
        try (ApiServer server = start(null)) {
            assertEquals(
                    200, post(server, "x".repeat(1 << 20), "application/json").statusCode());
            HttpResponse<String> tooMuch = post(server, "x".repeat((1 << 20) + 1), "application/json");
            assertEquals(413, tooMuch.statusCode());
            assertEquals("refused", problem(tooMuch).path("code").asText());
        }
    }

    @Test
    void a_client_that_breaks_off_its_body_leaves_no_trace_in_the_log() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        try (ApiServer server = start(null)) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                socket.getOutputStream()
                        .write(("POST /api/v1/size HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                        + "Content-Length: 1000\r\n\r\n{")
                                .getBytes(StandardCharsets.US_ASCII));
                socket.shutdownOutput();
                socket.setSoTimeout(10_000);
                String status = new BufferedReader(
                                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                        .readLine();
                assertTrue(status == null || status.startsWith("HTTP/1.1 400"), status);
            }
            assertEquals(200, get(server, "/healthz").statusCode());
        } finally {
            root.detachAppender(log);
        }
        assertEquals(
                List.of(),
                log.list.stream()
                        .filter(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
                        .filter(event -> event.getThrowableProxy() != null)
                        .toList());
    }

    private ApiServer start(String token) {
        List<Route> routes = new ArrayList<>(OperationRoutes.of(() -> Optional.ofNullable(unreadiness.get()), metrics));
        routes.add(Route.get("/api/v1/secret", Route.Access.TOKEN, request -> ApiResponse.json(200, Map.of())));
        routes.add(Route.get("/api/v1/broken", Route.Access.PUBLIC, request -> {
            throw new IllegalStateException("inside");
        }));
        routes.add(Route.get("/api/v1/wrong", Route.Access.PUBLIC, request -> {
            throw new ProblemException(Problem.badRequest("window is missing; add ?window=7d"));
        }));
        routes.add(Route.post(
                "/api/v1/size", Route.Access.PUBLIC, request -> ApiResponse.json(200, request.body().length)));
        return ApiServer.start("127.0.0.1", 0, token, routes);
    }

    private static HttpResponse<String> get(ApiServer server, String path, String... authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(server, path));
        for (String value : authorization) {
            request.header("Authorization", value);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> call(ApiServer server, String method, String path)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(server, path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(ApiServer server, String body, String type)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(server, "/api/v1/size"))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** The status line of a call with headers that Java's client would not send. */
    private static String raw(ApiServer server, String call, String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream()
                    .write((call + " HTTP/1.1\r\n" + String.join("\r\n", headers)
                                    + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    private static URI uri(ApiServer server, String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private static JsonNode problem(HttpResponse<String> answer) throws IOException {
        return JsonMapper.builder().build().readTree(answer.body());
    }
}
