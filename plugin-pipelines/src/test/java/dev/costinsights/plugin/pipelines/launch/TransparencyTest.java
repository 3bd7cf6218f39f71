package dev.costinsights.plugin.pipelines.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.service.pipelines.PipelinesService;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.AttributionScope;
import dev.costinsights.core.context.TagDialect;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionRecorder;
import dev.costinsights.testkit.Filled;
import dev.costinsights.testkit.RecordingHttp;
import dev.costinsights.testkit.RecordingHttp.Answer;
import dev.costinsights.testkit.RecordingHttp.Request;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.UndeclaredThrowableException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method of the service, whatever the SDK adds to it, behaves wrapped as it does bare. */
class TransparencyTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> OUR_KEYS =
            Set.of("dagster_snowflake_opaque_id", "dagster_job_name", "dagster_run_id");

    private static final RecordingHttp SERVER = RecordingHttp.start(request -> Answer.ok("{}"));

    /** The real service of a bare client, and how a caller sees the answers. */
    private static final WorkspaceClient BARE = Rig.bare(SERVER.url());

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    static Stream<Method> methods() {
        return Arrays.stream(PipelinesService.class.getMethods()).sorted(Comparator.comparing(Method::getName));
    }

    @Test
    void the_methods_are_those_of_the_sdk() {
        assertTrue(methods().count() >= 14);
        assertTrue(methods().allMatch(method -> method.getParameterCount() == 1));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void without_a_context_the_traffic_is_the_same_to_the_byte(Method method) throws Exception {
        Kept kept = new Kept();

        assertLikeBare(method, Rig.scope(AttributionContext.EMPTY), kept, Rig.ALL);

        assertEquals(List.of(), kept.events);
        assertEquals(List.of(), kept.undone);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void with_a_context_only_the_declared_fields_differ(Method method) throws Exception {
        Object request = Filled.of(method.getParameterTypes()[0]);
        List<Request> bare = traffic(BARE.pipelines().impl(), method, request);
        WorkspaceClient client = Rig.wrapped(Rig.bare(SERVER.url()), Rig.scope(Rig.NIGHTLY), new Kept(), Rig.ALL);
        List<Request> wrapped = traffic(client.pipelines().impl(), method, request);

        assertEquals(bare.size(), wrapped.size());
        for (int i = 0; i < bare.size(); i++) {
            assertEquals(bare.get(i).method(), wrapped.get(i).method());
            assertEquals(bare.get(i).path(), wrapped.get(i).path());
            assertEquals(
                    tree(bare.get(i).body()), withoutOurs(tree(wrapped.get(i).body())));
        }
        assertEquals(Filled.of(method.getParameterTypes()[0]), request, "the caller's own object was changed");
    }

    @ParameterizedTest
    @MethodSource("methods")
    void whatever_breaks_inside_us_the_traffic_is_the_same(Method method) throws Exception {
        assertLikeBare(
                method,
                new AttributionScope() {
                    @Override
                    public AttributionContext context() {
                        throw new AssertionError("no context");
                    }

                    @Override
                    public TagDialect dialect() {
                        throw new StackOverflowError("no dialect");
                    }
                },
                new Kept(),
                Rig.ALL);
        assertLikeBare(
                method,
                new AttributionScope() {
                    @Override
                    public AttributionContext context() {
                        return Rig.NIGHTLY;
                    }

                    @Override
                    public TagDialect dialect() {
                        throw new StackOverflowError("no dialect");
                    }
                },
                new Broken(),
                Rig.ALL);
        Channels none = new Channels(false, true);
        assertLikeBare(method, Rig.scope(Rig.NIGHTLY), new Broken(), none);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void an_error_of_the_server_reaches_the_caller_as_it_does_bare(Method method) throws Exception {
        SERVER.answer(request -> new Answer(404, "{\"error_code\":\"RESOURCE_DOES_NOT_EXIST\",\"message\":\"no\"}"));
        try {
            assertLikeBare(method, Rig.scope(AttributionContext.EMPTY), new Broken(), Rig.ALL);
        } finally {
            SERVER.answer(request -> Answer.ok("{}"));
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void results_exceptions_and_the_interrupt_flag_pass_through(Method method) throws Exception {
        Object request = Filled.of(method.getParameterTypes()[0]);
        Object result = method.getReturnType() == void.class ? null : Filled.of(method.getReturnType());
        for (AttributionContext context : List.of(AttributionContext.EMPTY, Rig.NIGHTLY)) {
            for (ExecutionRecorder recorder : List.of(new Kept(), new Broken())) {
                List<Object> passed = new ArrayList<>();
                PipelinesService service = wrapped(fake(passed, result, null), context, recorder);
                assertSame(result, method.invoke(service, request));
                assertEquals(1, passed.size());
                if (context.isEmpty()) {
                    assertSame(request, passed.get(0));
                }
                for (Throwable thrown : List.of(
                        new IllegalStateException("theirs"), new AssertionError("theirs"), new Exception("theirs"))) {
                    passed.clear();
                    PipelinesService failing = wrapped(fake(passed, null, thrown), context, recorder);
                    Thread.currentThread().interrupt();
                    assertSame(thrown, thrownBy(failing, method, request));
                    assertTrue(Thread.interrupted());
                    assertEquals(1, passed.size());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void a_null_argument_reaches_the_service(Method method) throws Exception {
        List<Object> passed = new ArrayList<>();
        PipelinesService service = wrapped(fake(passed, null, null), Rig.NIGHTLY, new Kept());

        method.invoke(service, new Object[] {null});

        assertEquals(1, passed.size());
        assertSame(null, passed.get(0));
    }

    @Test
    void the_wrapped_service_is_an_object_like_any_other() {
        PipelinesService service = wrapped(fake(new ArrayList<>(), null, null), Rig.NIGHTLY, new Kept());

        assertEquals(service, service);
        assertFalse(service.equals(BARE.pipelines().impl()));
        assertEquals(service.hashCode(), service.hashCode());
        assertEquals("the fake", service.toString());
    }

    @Test
    void injecting_twice_is_the_same_as_once_and_the_caller_keeps_his_client() {
        WorkspaceClient client = Rig.bare(SERVER.url());
        PipelinesPropagator propagator = new PipelinesPropagator(new Kept(), Clock.systemUTC(), Rig.ALL);

        AttributionScope engine = Rig.scope(Rig.NIGHTLY);

        assertSame(client, propagator.inject(client, engine));
        PipelinesService once = client.pipelines().impl();
        assertSame(client, propagator.inject(client, engine));

        assertSame(once, client.pipelines().impl());
    }

    @Test
    void another_engine_takes_a_client_over_and_calls_still_pass_once() throws Exception {
        WorkspaceClient client = Rig.wrapped(Rig.bare(SERVER.url()), Rig.scope(Rig.NIGHTLY), new Kept(), Rig.ALL);
        Kept kept = new Kept();
        Rig.wrapped(client, Rig.scope(AttributionContext.EMPTY), kept, Rig.ALL);

        for (Method method : Arrays.asList(PipelinesService.class.getMethods())) {
            if (method.getParameterCount() == 1) {
                Object request = Filled.of(method.getParameterTypes()[0]);
                Object[] bare = outcome(BARE.pipelines().impl(), method, request);

                assertEquals(
                        Arrays.asList(bare),
                        Arrays.asList(outcome(client.pipelines().impl(), method, request)));
            }
        }
    }

    private static void assertLikeBare(
            Method method, AttributionScope scope, ExecutionRecorder recorder, Channels channels) throws Exception {
        Object request = Filled.of(method.getParameterTypes()[0]);
        Object[] bare = outcome(BARE.pipelines().impl(), method, request);
        WorkspaceClient client = Rig.wrapped(Rig.bare(SERVER.url()), scope, recorder, channels);
        Object[] wrapped = outcome(client.pipelines().impl(), method, request);
        assertEquals(Arrays.asList(bare), Arrays.asList(wrapped));
        assertEquals(Filled.of(method.getParameterTypes()[0]), request);
    }

    /** The traffic, and what the caller got. */
    private static Object[] outcome(PipelinesService service, Method method, Object request) throws Exception {
        SERVER.take();
        Object got;
        try {
            got = method.invoke(service, request);
        } catch (InvocationTargetException e) {
            got = e.getCause().getClass() + ": " + e.getCause().getMessage();
        }
        return new Object[] {SERVER.take(), got};
    }

    @SuppressWarnings("unchecked")
    private static List<Request> traffic(PipelinesService service, Method method, Object request) throws Exception {
        return (List<Request>) outcome(service, method, request)[0];
    }

    private static Throwable thrownBy(PipelinesService service, Method method, Object request) throws Exception {
        try {
            method.invoke(service, request);
            return null;
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            // A checked exception that the interface does not declare; no proxy can throw it as it is.
            return cause instanceof UndeclaredThrowableException undeclared
                    ? undeclared.getUndeclaredThrowable()
                    : cause;
        }
    }

    private static PipelinesService wrapped(
            PipelinesService fake, AttributionContext context, ExecutionRecorder recorder) {
        WorkspaceClient client = new WorkspaceClient(true).withPipelinesImpl(fake);
        return Rig.wrapped(client, Rig.scope(context), recorder, Rig.ALL)
                .pipelines()
                .impl();
    }

    private static PipelinesService fake(List<Object> passed, Object result, Throwable thrown) {
        return (PipelinesService) Proxy.newProxyInstance(
                PipelinesService.class.getClassLoader(),
                new Class<?>[] {PipelinesService.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("toString")) {
                        return "the fake";
                    }
                    passed.add(arguments[0]);
                    if (thrown != null) {
                        throw thrown;
                    }
                    return result;
                });
    }

    private static JsonNode tree(String body) throws Exception {
        return body.isEmpty() ? JSON.missingNode() : JSON.readTree(body);
    }

    /** Without our keys in tags and custom_tags. */
    private static JsonNode withoutOurs(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (String field : List.of("tags", "custom_tags")) {
                if (object.path(field) instanceof ObjectNode map) {
                    map.remove(OUR_KEYS);
                }
            }
        }
        node.forEach(TransparencyTest::withoutOurs);
        return node;
    }

    /** Breaks every promise. */
    private static final class Broken implements ExecutionRecorder {
        @Override
        public void record(ExecutionEvent event) {
            throw new AssertionError("the recorder is broken");
        }

        @Override
        public void undone(String reason, Throwable cause) {
            throw new StackOverflowError("the recorder is broken");
        }
    }
}
