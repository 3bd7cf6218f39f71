package dev.costinsights.host.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.inject.Injector;
import dev.costinsights.core.estimation.EstimationKind;
import dev.costinsights.core.model.AmountBasis;
import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.ChargeStatus;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.IdentityBasis;
import dev.costinsights.core.model.PriceSource;
import dev.costinsights.core.model.RecordType;
import dev.costinsights.core.model.ResourceType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.tracking.ExecutionOutcome;
import dev.costinsights.core.tracking.ExecutionPhase;
import dev.costinsights.core.tracking.JdbcJournal;
import dev.costinsights.host.config.HostKeys;
import dev.costinsights.host.config.Settings;
import dev.costinsights.host.costs.CostQuery;
import dev.costinsights.host.costs.Dimension;
import dev.costinsights.host.costs.Step;
import dev.costinsights.host.costs.Versus;
import dev.costinsights.host.database.HostDatabase;
import dev.costinsights.host.estimate.EstimateDatabase;
import dev.costinsights.host.estimate.KeptEstimate;
import dev.costinsights.host.estimate.KeptEstimates;
import dev.costinsights.host.run.Backfills;
import dev.costinsights.host.run.LedgerAnswers;
import dev.costinsights.host.run.RunningBackfills;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document of the API beside all that a real server serves and says. */
final class OpenApiTest {

    private static final String TOKEN = "secret-token";
    private static final String FILE = "/dashboard/{file}";
    private static final String BATCH =
            "{\"recorder\":\"r\",\"sequence\":5,\"lost\":2,\"at_micros\":1,\"executions\":[{"
                    + "\"type\":\"JOB_RUN\",\"id\":\"42\",\"phase\":\"ENDED\",\"outcome\":\"SUCCEEDED\",\"start_micros\":1000,"
                    + "\"duration_micros\":5,\"context\":{\"opaque_id\":\"a\",\"orchestrator\":\"dagster\",\"job\":\"j\","
                    + "\"run\":\"r\",\"assets\":[{\"key\":\"k\",\"weight\":2}],\"labels\":{\"team\":\"a\"}},"
                    + "\"place\":{\"host\":\"h\",\"workspace_id\":\"1\",\"resource_type\":\"CLUSTER\",\"resource_id\":\"c\","
                    + "\"session_id\":\"s\"},\"details\":{\"job_id\":\"7\"}}]}";

    @TempDir
    static Path home;

    private static final PrometheusMeterRegistry METRICS = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private static final AtomicReference<String> UNREADINESS = new AtomicReference<>();
    private static final Map<String, Set<Integer>> SAMPLED = new HashMap<>();

    private static JdbcJournal journal;
    private static RunningBackfills backfills;
    private static List<Route> routes;
    private static ApiServer server;
    private static OpenApi document;

    @BeforeAll
    static void start() throws Exception {
        SampleStore.fill(home);
        Injector host = SampleStore.host(home, Settings.empty().with(HostKeys.BACKFILL_EVERY, "1h", "the test"));
        backfills = host.getInstance(Backfills.class).start(METRICS).orElseThrow();
        journal = new JdbcJournal(HostDatabase.EXECUTIONS.open(Settings.empty().host(), home));
        EstimateDatabase estimates = new EstimateDatabase(
                HostDatabase.ESTIMATES.open(Settings.empty().host(), home));
        new KeptEstimates(estimates)
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
                        List.of("nodes"),
                        "a",
                        "nightly",
                        null)));
        routes = ApiRoutes.all(
                journal,
                estimates,
                host.getInstance(LedgerAnswers.class),
                Optional.of(backfills),
                () -> Optional.ofNullable(UNREADINESS.get()),
                METRICS);
        server = ApiServer.start("127.0.0.1", 0, TOKEN, routes);
        document = new OpenApi(call("GET", "/api/openapi.yaml", null).body());
    }

    @AfterAll
    static void stop() {
        server.close();
        backfills.close();
        journal.close();
    }

    @Test
    void what_is_served_is_described_and_nothing_else() {
        Set<String> served = routes.stream()
                .map(route ->
                        route.method() + ' ' + (route.path().startsWith(DashboardRoutes.FILES) ? FILE : route.path()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(served, document.operations().keySet());
    }

    @Test
    void who_needs_no_token_is_told_so() {
        for (Route route : routes) {
            String path = route.path().startsWith(DashboardRoutes.FILES) ? FILE : route.path();
            JsonNode operation = document.operations().get(route.method() + ' ' + path);
            assertEquals(route.access() == Route.Access.PUBLIC, operation.has("security"), path);
            assertEquals(
                    route.access() == Route.Access.TOKEN,
                    operation.path("responses").has("401"),
                    path);
        }
    }

    /** A route says itself which parameters it knows when it is asked for another. */
    @Test
    void every_parameter_that_is_read_is_described_and_no_other() throws Exception {
        for (Map.Entry<String, JsonNode> operation : document.operations().entrySet()) {
            Set<String> described = document.queryParameters(operation.getValue());
            String path = operation.getKey().substring(operation.getKey().indexOf('/'));
            if (operation.getKey().startsWith("GET ") && !path.equals(FILE)) {
                HttpResponse<String> answer = call("GET", path + "?no_such_parameter=1", null);
                Matcher known = Pattern.compile("there is no parameter no_such_parameter; there are ([a-z_, ]+)\"")
                        .matcher(answer.body());
                Set<String> read =
                        known.find() ? new TreeSet<>(List.of(known.group(1).split(", "))) : Set.of();
                assertEquals(read, described, operation.getKey());
            }
        }
    }

    @Test
    void every_value_of_an_enum_is_described() {
        Map<String, List<String>> expected = new TreeMap<>();
        Map<String, Class<? extends Enum<?>>> schemas = new TreeMap<>(Map.of(
                "Category", Category.class,
                "ExecutionType", ExecutionType.class,
                "ExecutionPhase", ExecutionPhase.class,
                "ExecutionOutcome", ExecutionOutcome.class,
                "ResourceType", ResourceType.class,
                "RecordType", RecordType.class,
                "AmountBasis", AmountBasis.class,
                "IdentityBasis", IdentityBasis.class,
                "PriceSource", PriceSource.class,
                "ChargeStatus", ChargeStatus.class));
        schemas.forEach((name, type) -> expected.put("/components/schemas/" + name, names(type)));
        expected.put(
                "/components/schemas/Column",
                Arrays.stream(Dimension.values()).map(Dimension::column).toList());
        expected.put("/components/schemas/Costs/allOf/1/properties/price", names(CostQuery.PriceBasis.class));
        expected.put(
                "/components/schemas/Backfills/properties/last/properties/outcome",
                names(RunningBackfills.Outcome.class));
        Map.of(
                        "step",
                        Step.class,
                        "vs",
                        Versus.class,
                        "price",
                        CostQuery.PriceBasis.class,
                        "sort",
                        CostQuery.Order.class)
                .forEach((name, type) -> expected.put(
                        "/paths/~1api~1v1~1costs/get/parameters/" + index(name) + "/schema", lower(names(type))));
        expected.put(ofStatus("~1healthz"), List.of("ok"));
        expected.put(ofStatus("~1readyz"), List.of("ready"));
        assertEquals(expected, document.enums());
    }

    @Test
    void answers_are_as_their_schemas_say() throws Exception {
        JsonNode costs =
                sampled("GET /api/v1/costs", "?by=orchestrator_job,asset&step=week&vs=previous&sort=change", 200);
        assertFalse(costs.path("rows").isEmpty(), costs::toString);
        sampled(
                "GET /api/v1/costs",
                "?by=product&price=effective&start=2026-10-01&end=2026-10-05&filter=product!%3DJOBS",
                200);
        sampled("GET /api/v1/costs", "?by=color", 400);
        JsonNode explained = sampled("GET /api/v1/explanations", "?id=sql-2026-10-05", 200);
        assertTrue(explained.path("rows").size() > 1, explained::toString);
        sampled("GET /api/v1/explanations", "?id=new-2026-10-05", 200);
        sampled("GET /api/v1/explanations", "?id=stmt-1-2026-10-05&last=30", 200);
        sampled("GET /api/v1/explanations", "?id=nothing", 404);
        sampled("GET /api/v1/explanations", "", 400);
        assertEquals(
                1,
                sampled("GET /api/v1/estimates", "?execution_type=JOB_RUN&execution_id=42", 200)
                        .path("estimates")
                        .size());
        sampled("GET /api/v1/estimates", "?execution_type=JOB_RUN&execution_id=1", 200);
        sampled("GET /api/v1/estimates", "?execution_type=TEA_PARTY&execution_id=1", 400);
        ended();
        assertTrue(sampled("GET /api/v1/backfills", "", 200).has("last"));
        sampled("POST /api/v1/backfills", "", 202);
        assertEquals(
                1,
                sampled("POST /api/v1/executions", "", 202, BATCH).path("taken").asInt());
        sampled("POST /api/v1/executions", "", 400, "[]");
        sampled("POST /api/v1/executions", "", 413, "x".repeat((1 << 20) + 1));
        for (String path : List.of("/", "/healthz", "/readyz", "/metrics", "/api/openapi.yaml")) {
            sampled("GET " + path, "", 200);
        }
        UNREADINESS.set("the database is away");
        sampled("GET /readyz", "", 503);
        UNREADINESS.set(null);
        for (Route route : routes) {
            if (route.path().startsWith(DashboardRoutes.FILES)) {
                check("GET " + FILE, call("GET", route.path(), null), 200);
            }
        }
        document.operations().forEach((name, operation) -> {
            Set<Integer> successes = new TreeSet<>();
            operation.path("responses").fieldNames().forEachRemaining(status -> {
                if (status.startsWith("2")) {
                    successes.add(Integer.valueOf(status));
                }
            });
            assertFalse(successes.isEmpty(), name);
            assertTrue(SAMPLED.getOrDefault(name, Set.of()).containsAll(successes), name + " was not sampled");
        });
    }

    @Test
    void a_host_that_does_no_backfills_says_so_where_it_is_asked_and_refuses_one() throws Exception {
        List<Route> without = BackfillRoutes.of(Optional.empty());
        ApiRequest call = new ApiRequest("GET", BackfillRoutes.PATH, Map.of(), new byte[0]);
        ApiResponse state = without.get(0).handler().handle(call);
        assertEquals(200, state.status());
        JsonNode value = JsonMapper.builder().build().readTree(state.body());
        assertFalse(value.path("enabled").asBoolean(true), value::toString);
        JsonNode schema = document.content(document.operations().get("GET " + BackfillRoutes.PATH), 200)
                .at("/application~1json/schema");
        assertEquals(List.of(), document.wrong(schema, value));
        ProblemException refusal = assertThrows(
                ProblemException.class, () -> without.get(1).handler().handle(call));
        assertEquals(503, refusal.problem().status());
    }

    @Test
    void refusals_are_as_their_schema_says() throws Exception {
        for (Route route : routes) {
            if (route.access() == Route.Access.TOKEN) {
                HttpRequest request = request(route.method(), route.path(), null)
                        .setHeader("Authorization", "Bearer guessed")
                        .build();
                check(route.method() + ' ' + route.path(), send(request), 401);
            }
            if (route.method().equals("POST")) {
                HttpRequest request = request("POST", route.path(), null)
                        .header("Origin", "https://evil.example")
                        .build();
                check("POST " + route.path(), send(request), 403);
            }
        }
    }

    @Test
    void the_sample_body_is_as_its_schema_says() throws Exception {
        JsonNode schema = document.operations()
                .get("POST /api/v1/executions")
                .at("/requestBody/content/application~1json/schema");
        assertEquals(
                List.of(), document.wrong(schema, JsonMapper.builder().build().readTree(BATCH)));
    }

    private static String ofStatus(String path) {
        return "/paths/" + path + "/get/responses/200/content/application~1json/schema/properties/status";
    }

    private static int index(String parameter) {
        JsonNode parameters = document.operations().get("GET /api/v1/costs").path("parameters");
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).path("name").asText().equals(parameter)) {
                return i;
            }
        }
        throw new AssertionError(parameter + " is not described");
    }

    private static List<String> names(Class<? extends Enum<?>> type) {
        return Stream.of(type.getEnumConstants()).map(Enum::name).toList();
    }

    private static List<String> lower(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    /** Waits until a backfill is over: it fails at once, for there is no plugin. */
    private static void ended() throws InterruptedException {
        while (backfills.state().last().isEmpty()) {
            Thread.sleep(20);
        }
    }

    private static JsonNode sampled(String operation, String query, int status) throws Exception {
        return sampled(operation, query, status, null);
    }

    private static JsonNode sampled(String operation, String query, int status, String body) throws Exception {
        String[] call = operation.split(" ", 2);
        return check(operation, call(call[0], call[1] + query, body), status);
    }

    private static JsonNode check(String name, HttpResponse<String> answer, int status) throws Exception {
        assertEquals(status, answer.statusCode(), name + ": " + answer.body());
        SAMPLED.computeIfAbsent(name, key -> new TreeSet<>()).add(status);
        String type = answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
        JsonNode content =
                document.content(document.operations().get(name), status).path(type);
        assertFalse(content.isMissingNode(), name + " " + status + " is not described as " + type);
        if (!type.endsWith("json")) {
            return content;
        }
        JsonNode value = JsonMapper.builder().build().readTree(answer.body());
        assertEquals(List.of(), document.wrong(content.path("schema"), value), name);
        return value;
    }

    private static HttpResponse<String> call(String method, String pathAndQuery, String body) throws Exception {
        return send(request(method, pathAndQuery, body).build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String method, String pathAndQuery, String body) {
        HttpRequest.BodyPublisher sent =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + pathAndQuery))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .method(method, sent);
    }
}
