package dev.costinsights.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * An HTTP server on this machine that writes down what it is asked, for tests that compare the traffic of a bare client with
 * that of a wrapped one. Any number of clients at once.
 */
public final class RecordingHttp implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final List<Request> requests = new ArrayList<>();
    private volatile Function<Request, Answer> answers;

    /** What was asked. {@code path} includes the query. */
    public record Request(String method, String path, String body) {}

    /** What to say to it, as JSON. */
    public record Answer(int status, String body) {

        public static Answer ok(String body) {
            return new Answer(200, body);
        }
    }

    private RecordingHttp(HttpServer server, Function<Request, Answer> answers) {
        this.server = server;
        this.answers = answers;
    }

    public static RecordingHttp start(Function<Request, Answer> answers) {
        // Before the server's classes look at it: without it each answer waits for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            RecordingHttp recording = new RecordingHttp(server, answers);
            server.createContext("/", recording::answer);
            server.setExecutor(recording.threads);
            server.start();
            return recording;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** E.g. {@code http://127.0.0.1:40123}. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public void answer(Function<Request, Answer> with) {
        this.answers = with;
    }

    /** What was asked since the last time, but for questions about the server itself. */
    public List<Request> take() {
        synchronized (requests) {
            List<Request> taken = requests.stream()
                    .filter(request -> !request.path().contains("/.well-known/"))
                    .toList();
            requests.clear();
            return taken;
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Request request = new Request(
                    exchange.getRequestMethod(), exchange.getRequestURI().toString(), body);
            synchronized (requests) {
                requests.add(request);
            }
            Answer answer = request.path().contains("/.well-known/")
                    ? new Answer(404, "{\"error_code\":\"NOT_FOUND\",\"message\":\"no\"}")
                    : answers.apply(request);
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Retry-After", "0");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
