package dev.costinsights.workspace.server.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JDK's HTTP server on the loopback interface, with a fixed number of threads. */
public final class HttpFace implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpFace.class);
    private static final int THREADS = 64;
    private static final int BACKLOG = 512;
    private static final int LARGEST_BODY = 32 << 20;

    static {
        // Read once, when the server's classes load: without it every answer on a kept connection waits 40 ms for an
        // ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // The default closes connections that parallel clients still want to use.
        if (System.getProperty("sun.net.httpserver.maxIdleConnections") == null) {
            System.setProperty("sun.net.httpserver.maxIdleConnections", "2000");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final Handler handler;

    private HttpFace(HttpServer server, Handler handler) {
        this.server = server;
        this.handler = handler;
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "workspace-http-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * @param port 0 for any free one
     * @param filters outermost first
     */
    public static HttpFace start(int port, List<Filter> filters, Handler last) throws IOException {
        Handler handler = last;
        for (int i = filters.size() - 1; i >= 0; i--) {
            Filter filter = filters.get(i);
            Handler next = handler;
            handler = call -> filter.around(call, next);
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        HttpFace face = new HttpFace(server, handler);
        server.setExecutor(face.threads);
        server.createContext("/", face::serve);
        server.start();
        return face;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) {
        try (exchange) {
            Reply reply;
            try {
                reply = handler.handle(read(exchange));
            } catch (ApiError e) {
                reply = e.reply();
            } catch (RuntimeException e) {
                LOG.warn("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
                reply = new ApiError(500, "INTERNAL_ERROR", "the local workspace failed: " + e).reply();
            }
            Delivered.send(exchange, reply);
        } catch (IOException e) {
            LOG.debug("{} went away: {}", exchange.getRemoteAddress(), e.getMessage());
        }
    }

    private static Call read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw new ApiError(413, "MAX_REQUEST_SIZE_EXCEEDED", "Request is larger than " + LARGEST_BODY + " bytes");
        }
        return new Call(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                Map.of(),
                Call.decodeQuery(exchange.getRequestURI().getRawQuery()),
                Map.copyOf(headers),
                body,
                "");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
