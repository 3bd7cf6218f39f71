package dev.costinsights.host.http;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinLogger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves routes through Javalin; the only class that knows it. */
public final class ApiServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

    /** A body may hold that many bytes. */
    private static final long MOST_BODY = 1 << 20;

    /** What a browser is told with every answer that does not say otherwise. */
    private static final Map<String, String> USUAL_HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Cache-Control", "no-store");

    /** Marks a call that a route answered, be it that there is no such thing. */
    private static final String ANSWERED = "answered";

    private final Javalin javalin;

    private ApiServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * Listens when it returns.
     *
     * @param port 0 for any free one
     * @param token or null; what {@link Route.Access#TOKEN} asks for
     * @throws CostInsightsException when the address is taken, or open to others without a token
     */
    public static ApiServer start(String host, int port, String token, List<Route> routes) {
        Gate gate = Gate.of(host, token);
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.http.maxRequestSize = MOST_BODY;
            Unrouted unrouted = new Unrouted(USUAL_HEADERS);
            config.jetty.modifyServer(jetty -> jetty.setErrorHandler(unrouted));
            config.jetty.modifyServletContextHandler(jetty -> jetty.setErrorHandler(unrouted));
            for (Route route : routes) {
                HandlerType method = HandlerType.findOrCreate(route.method());
                config.routes.addHttpHandler(method, route.path(), context -> answer(context, route, gate));
                if (method == HandlerType.GET) {
                    // Else Javalin says that all is well, and asks neither gate nor route.
                    config.routes.addHttpHandler(
                            HandlerType.HEAD, route.path(), context -> answer(context, route, gate));
                }
            }
            config.routes.error(404, context -> lost(context, routes));
        });
        try {
            // It would log what it throws.
            JavalinLogger.enabled = false;
            javalin.start(host, port);
        } catch (JavalinBindException e) {
            javalin.stop();
            throw new CostInsightsException(
                    ErrorCode.UNAVAILABLE,
                    "cannot listen on " + host + ":" + port + "; another program does already, or the port is not "
                            + "ours to take; choose another with --port",
                    e);
        } finally {
            JavalinLogger.enabled = true;
        }
        return new ApiServer(javalin);
    }

    public int port() {
        return javalin.port();
    }

    /** Lets calls that are under way finish for a moment. */
    @Override
    public void close() {
        javalin.stop();
    }

    private static void answer(Context context, Route route, Gate gate) {
        context.attribute(ANSWERED, true);
        ApiResponse response;
        Optional<Problem> refusal = gate.refusal(route.access(), caller(context));
        if (refusal.isPresent()) {
            response = ApiResponse.problem(refusal.get());
            response = refusal.get().status() == 401 ? response.withHeader("WWW-Authenticate", "Bearer") : response;
        } else {
            response = handle(context, route);
        }
        send(context, response);
    }

    private static ApiResponse handle(Context context, Route route) {
        try {
            return route.handler().handle(request(context));
        } catch (ProblemException e) {
            return ApiResponse.problem(e.problem());
        } catch (HttpResponseException e) {
            return ApiResponse.problem(new Problem(
                    e.getStatus(), "refused", "The request is refused", e.getMessage() + "; a body may hold 1 MiB"));
        } catch (CostInsightsException e) {
            LOG.warn("{} {} failed", route.method(), route.path(), e);
            return ApiResponse.problem(Problem.unavailable(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", route.method(), route.path(), e);
            return ApiResponse.problem(Problem.bug());
        }
    }

    private static Gate.Caller caller(Context context) {
        return new Gate.Caller(
                context.method().name(),
                context.header("Host"),
                context.header("Origin"),
                context.header("Sec-Fetch-Site"),
                context.header("Sec-Fetch-Mode"),
                context.header("Authorization"));
    }

    private static ApiRequest request(Context context) {
        Map<String, String> query = new HashMap<>();
        context.queryParamMap().forEach((name, values) -> {
            if (values.isEmpty()) {
                throw new ProblemException(Problem.badRequest(
                        "the parameter " + name + " cannot be decoded; write % and two digits for a byte of UTF-8"));
            }
            query.put(name, values.get(0));
        });
        byte[] body = body(context);
        if (body.length > 0 && !isJson(context.header("Content-Type"))) {
            throw new ProblemException(new Problem(
                    415,
                    "unsupported_media_type",
                    "The body is of a type that is not taken",
                    "send it as JSON, with 'Content-Type: application/json'"));
        }
        return new ApiRequest(context.method().name(), context.path(), query, body);
    }

    /** Javalin does not declare what it throws for a body that breaks off: nobody waits for the answer any more. */
    @SuppressWarnings("CatchingUnchecked")
    private static byte[] body(Context context) {
        try {
            return context.bodyAsBytes();
        } catch (HttpResponseException e) {
            throw e;
        } catch (Exception e) {
            LOG.debug("{} {}: the body broke off: {}", context.method(), context.path(), e.toString());
            throw new ProblemException(Problem.badRequest("the body broke off before its end; send it again"));
        }
    }

    /** What a page of another site can send without asking first is never that. */
    private static boolean isJson(String contentType) {
        return contentType != null && contentType.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
    }

    private static void lost(Context context, List<Route> routes) {
        if (context.attribute(ANSWERED) != null) {
            return;
        }
        List<String> methods = routes.stream()
                .filter(route -> route.path().equals(context.path()))
                .map(Route::method)
                .toList();
        if (!methods.isEmpty()) {
            send(
                    context,
                    ApiResponse.problem(new Problem(
                                    405,
                                    "method_not_allowed",
                                    "This cannot be done here",
                                    context.method().name() + " " + context.path() + "; there are " + methods))
                            .withHeader("Allow", String.join(", ", methods)));
            return;
        }
        List<String> known = routes.stream()
                .map(Route::path)
                .filter(path -> !path.startsWith(DashboardRoutes.FILES))
                .distinct()
                .sorted()
                .toList();
        send(
                context,
                ApiResponse.problem(new Problem(
                        404,
                        "not_found",
                        "There is nothing here",
                        context.method().name() + " " + context.path() + "; there are " + known)));
    }

    private static void send(Context context, ApiResponse response) {
        context.status(response.status());
        USUAL_HEADERS.forEach(context::header);
        response.headers().forEach(context::header);
        context.contentType(response.contentType());
        context.result(response.body());
    }
}
