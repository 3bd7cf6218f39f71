package dev.costinsights.host.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What those who run the host ask: does it live, is it ready, how does it do, what can be called. */
public final class OperationRoutes {

    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private OperationRoutes() {}

    /**
     * @param unreadiness why the host cannot do its work now, or empty
     */
    public static List<Route> of(Supplier<Optional<String>> unreadiness, PrometheusMeterRegistry metrics) {
        return List.of(
                Route.get("/healthz", Route.Access.PUBLIC, request -> ApiResponse.json(200, Map.of("status", "ok"))),
                Route.get("/readyz", Route.Access.PUBLIC, request -> ready(unreadiness.get())),
                Route.get("/metrics", Route.Access.PUBLIC, request -> ApiResponse.text(PROMETHEUS, metrics.scrape())),
                Route.get(
                        "/api/openapi.yaml",
                        Route.Access.PUBLIC,
                        request -> ApiResponse.text("application/yaml", openApi())));
    }

    private static ApiResponse ready(Optional<String> unreadiness) {
        return unreadiness
                .map(reason -> ApiResponse.problem(Problem.unavailable(reason)))
                .orElseGet(() -> ApiResponse.json(200, Map.of("status", "ready")));
    }

    private static String openApi() {
        try (InputStream in = OperationRoutes.class.getResourceAsStream("openapi.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
