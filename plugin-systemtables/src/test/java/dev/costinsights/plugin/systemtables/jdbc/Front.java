package dev.costinsights.plugin.systemtables.jdbc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands between the driver and a workspace: passes requests on, counts them, and spoils those that a test names. */
final class Front implements AutoCloseable {

    private static final Set<String> NOT_TO_PASS_ON =
            Set.of("connection", "host", "content-length", "expect", "upgrade", "http2-settings", "transfer-encoding");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile String target;
    private volatile Spoiler spoiler = (request, exchange, answer) -> false;

    /** What a request is answered with instead. */
    interface Spoiler {
        /**
         * @param request method, path and body
         * @param answer of the workspace; asking for it sends the request
         * @return whether it has answered
         */
        boolean spoil(String request, HttpExchange exchange, Answer answer) throws IOException, InterruptedException;
    }

    /** The workspace's own answer. */
    interface Answer {
        HttpResponse<byte[]> get() throws IOException, InterruptedException;
    }

    Front(String target) {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        this.target = target;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    String host() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void spoil(Spoiler next) {
        spoiler = next;
    }

    /** How many requests came so far of which method, path and body contain this. */
    long count(String part) {
        return requests.stream().filter(request -> request.contains(part)).count();
    }

    /** What came so far: method, path and body. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    void forget() {
        requests.clear();
    }

    static boolean answer(HttpExchange exchange, int status, String body, String... headers) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
        }
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
        return true;
    }

    private void serve(HttpExchange exchange) {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String request = exchange.getRequestMethod()
                    + ' '
                    + exchange.getRequestURI()
                    + ' '
                    + new String(body, StandardCharsets.UTF_8);
            requests.add(request);
            Answer answer = () -> pass(exchange, body);
            if (!spoiler.spoil(request, exchange, answer)) {
                HttpResponse<byte[]> real = answer.get();
                real.headers().firstValue("Content-Type").ifPresent(type -> exchange.getResponseHeaders()
                        .set("Content-Type", type));
                exchange.sendResponseHeaders(real.statusCode(), real.body().length == 0 ? -1 : real.body().length);
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(real.body());
                }
            }
        } catch (IOException e) {
            // The driver has gone away, or was sent away.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<byte[]> pass(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        // Whoever takes it for a proxy names the host as well.
        String path = exchange.getRequestURI().toString().replaceFirst("^http://[^/]*", "");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target + path))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_TO_PASS_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
