package dev.costinsights.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Calls that the web server refuses before a route sees them, byte by byte over a socket. */
final class UnroutedTest {

    private static final String USUAL = "Host: localhost\r\nConnection: close\r\n\r\n";

    private static ApiServer server;

    @BeforeAll
    static void start() {
        server = ApiServer.start(
                "127.0.0.1",
                0,
                null,
                List.of(Route.get("/api/v1/things", Route.Access.PUBLIC, request -> ApiResponse.json(200, Map.of()))));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void every_refusal_is_a_problem_that_does_not_name_the_web_server() throws Exception {
        Map<String, Integer> calls = new LinkedHashMap<>();
        for (String address :
                List.of("/%", "/%ZZ", "/%00", "/../x", "/%2e%2e/x", "/a\\b", "/%C0%AF", "http://elsewhere/%")) {
            calls.put("GET " + address + " HTTP/1.1\r\n" + USUAL, 400);
        }
        calls.put("HEAD /% HTTP/1.1\r\n" + USUAL, 400);
        calls.put("GET /% HTTP/1.1\r\nAccept: text/html\r\n" + USUAL, 400);
        calls.put("GET /% HTTP/1.1\r\nAccept: image/png\r\n" + USUAL, 400);
        calls.put("GET /" + "a".repeat(9_000) + " HTTP/1.1\r\n" + USUAL, 414);
        calls.put("GET /api/v1/things HTTP/1.1\r\nX-Long: " + "a".repeat(9_000) + "\r\n" + USUAL, 431);
        calls.put("GET /api/v1/things HTTP/1.1\r\nno header\r\n" + USUAL, 400);
        calls.put("GET /api/v1/things HTTP/1.1\r\nExpect: nonsense\r\n" + USUAL, 417);
        calls.put("GET /api/v1/things HTTP/1.1\r\nContent-Length: -1\r\n" + USUAL, 400);
        calls.put("GET /api/v1/things HTTP/1.1\r\n\r\n", 400);
        calls.put("GET /api/v1/things HTTP/2.0\r\n" + USUAL, 426);
        calls.put("GET /api/v1/things HTTP/9.9\r\n" + USUAL, 505);
        calls.put("G\u0001T /api/v1/things HTTP/1.1\r\n" + USUAL, 400);
        calls.put("hello\r\n" + USUAL, 400);
        calls.put("OPTIONS * HTTP/1.1\r\n" + USUAL, 404);
        calls.put("BREW /api/v1/things HTTP/1.1\r\n" + USUAL, 405);
        for (Map.Entry<String, Integer> call : calls.entrySet()) {
            String said = call.getKey().substring(0, Math.min(60, call.getKey().length()));
            String answer = answer(call.getKey());
            assertTrue(answer.startsWith("HTTP/1.1 " + call.getValue() + ' '), said + answer);
            assertTrue(answer.contains("\r\nContent-Type: application/problem+json\r\n"), said + answer);
            assertTrue(answer.contains("\r\nX-Content-Type-Options: nosniff\r\n"), said + answer);
            assertFalse(answer.contains("\r\nServer:"), said + answer);
            assertFalse(answer.toLowerCase(Locale.ROOT).contains("jetty"), said + answer);
            JsonNode problem = body(answer);
            assertEquals(call.getValue(), problem.path("status").asInt(), said + answer);
            for (String member : List.of("type", "title", "code", "detail")) {
                assertFalse(problem.path(member).asText().isEmpty(), said + answer);
            }
        }
    }

    @Test
    void what_to_do_is_said() throws Exception {
        assertTrue(detail("GET /% HTTP/1.1\r\n" + USUAL).contains("write % and two digits"));
        assertTrue(detail("GET / HTTP/1.1\r\nX-Long: " + "a".repeat(9_000) + "\r\n" + USUAL)
                .contains("address and headers may have 8 KiB together"));
        assertTrue(detail("GET /api/v1/things HTTP/1.1\r\n\r\n").contains("No Host"));
    }

    private static String detail(String call) throws IOException {
        return body(answer(call)).path("detail").asText();
    }

    private static JsonNode body(String answer) throws IOException {
        return JsonMapper.builder().build().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    }

    private static String answer(String call) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(call.getBytes(StandardCharsets.ISO_8859_1));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            in.transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        }
    }
}
