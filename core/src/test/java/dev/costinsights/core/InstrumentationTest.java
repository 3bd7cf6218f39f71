package dev.costinsights.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.AttributionScope;
import dev.costinsights.core.context.ContextScope;
import dev.costinsights.core.context.TagDialect;
import dev.costinsights.core.context.TagView;
import dev.costinsights.core.spi.ContextProvider;
import dev.costinsights.core.spi.CostInsightsPlugin;
import dev.costinsights.core.spi.PluginContext;
import dev.costinsights.core.spi.TagPropagator;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What an embedding service does with a context: scopes, providers, instrumented carriers. */
class InstrumentationTest {

    /** A client that is wrapped in place. */
    private static final class Client {
        private final List<String> seenBy = new ArrayList<>();
    }

    private final List<String> undone = new ArrayList<>();
    private final ExecutionRecorder recorder = new ExecutionRecorder() {
        @Override
        public void record(ExecutionEvent event) {}

        @Override
        public void undone(String reason, Throwable cause) {
            undone.add(reason);
        }
    };

    @Test
    void aCarrierGoesThroughEveryPropagatorThatTakesIt() {
        try (CostInsights insights = with(
                inPlace("first"),
                new Propagator<>("other", Runnable.class, (r, s) -> {
                    throw new AssertionError("not its carrier");
                }),
                inPlace("second"))) {
            Client client = new Client();

            assertSame(client, insights.instrument(client));
            assertSame(client, insights.instrument(client));
            assertEquals(List.of("first", "second"), client.seenBy);
            assertEquals(List.of(), undone);
        }
    }

    @Test
    void aWrapperIsAskedForByTheTypeThatItHas() {
        try (CostInsights insights = with(new Propagator<>("wrapping", Runnable.class, (task, scope) -> () -> {
            try {
                task.run();
            } finally {
                undone.add("wrapped " + scope.context().job());
            }
        }))) {
            Runnable task = () -> undone.add("ran");
            Runnable wrapped = insights.instrument(Runnable.class, task);
            ContextScope scope =
                    insights.scope(AttributionContext.builder().job("nightly").build());
            wrapped.run();
            scope.close();

            assertEquals(List.of("ran", "wrapped nightly"), undone);
            undone.clear();

            Thread thread = new Thread(task);
            assertSame(thread, insights.instrument(thread));
            assertTrue(undone.get(0).startsWith("wrapping made something else of a java.lang.Thread"), undone.get(0));
        }
    }

    @Test
    void whateverAPropagatorDoesTheCallerKeepsItsCarrierAndTheOthersGoOn() {
        for (Supplier<Throwable> failure : List.<Supplier<Throwable>>of(
                IllegalStateException::new,
                () -> new AssertionError("no"),
                StackOverflowError::new,
                () -> new NoClassDefFoundError("gone"),
                OutOfMemoryError::new)) {
            undone.clear();
            try (CostInsights insights = with(
                    new Propagator<>("failing", Client.class, (client, scope) -> sneak(failure.get())),
                    new Propagator<>("nothing", Client.class, (client, scope) -> null),
                    inPlace("working"))) {
                Client client = new Client();

                assertSame(client, insights.instrument(client));
                assertEquals(List.of("working"), client.seenBy);
                assertEquals(2, undone.size(), undone.toString());
            }
        }
    }

    @Test
    void aRecorderThatFailsToo() {
        try (CostInsights insights = CostInsights.builder()
                .install(plugin(
                        List.of(new Propagator<>("failing", Client.class, (client, scope) -> sneak(new Error("no")))),
                        List.of()))
                .recorder(new ExecutionRecorder() {
                    @Override
                    public void record(ExecutionEvent event) {}

                    @Override
                    public void undone(String reason, Throwable cause) {
                        throw new IllegalStateException("broken");
                    }
                })
                .build()) {
            Client client = new Client();
            assertSame(client, insights.instrument(client));
        }
    }

    @Test
    void nothingToInstrumentIsNothing() {
        try (CostInsights insights = with(inPlace("first"))) {
            assertNull(insights.instrument((Client) null));
            assertNull(insights.instrument(Client.class, null));
        }
    }

    @Test
    void aScopeComesBeforeProvidersAndTheseBeforeTheEnvironment() {
        AttributionContext[] provided = {AttributionContext.EMPTY};
        try (CostInsights insights = CostInsights.builder()
                .environment(Map.of("COST_INSIGHTS_JOB", "environment", "COST_INSIGHTS_RUN", "e-1"))
                .contextProvider(provider("broken", () -> {
                    throw new IllegalStateException("no");
                }))
                .install(plugin(List.of(), List.of(provider("request", () -> provided[0]))))
                .build()) {
            assertEquals("environment", insights.context().job());

            provided[0] = AttributionContext.builder().asset("orders", 1).build();
            assertEquals("environment", insights.context().job());
            assertEquals(List.of("orders"), insights.context().assets());
            assertSame(insights.context(), insights.context());

            provided[0] = AttributionContext.builder().job("request").build();
            assertSame(provided[0], insights.context());

            ContextScope scope =
                    insights.scope(AttributionContext.builder().job("scope").build());
            assertEquals("scope", insights.context().job());
            scope.close();
        }
    }

    @Test
    void twoEnginesDoNotShareTheirScopes() {
        try (CostInsights one = with();
                CostInsights other = with()) {
            ContextScope scope = one.scope(AttributionContext.builder().job("j").build());
            assertEquals(AttributionContext.EMPTY, other.context());
            scope.close();
        }
    }

    @Test
    void aPluginIsHandedTheScopeAndTheDialect() {
        List<AttributionScope> seen = new ArrayList<>();
        CostInsightsPlugin plugin = new CostInsightsPlugin() {
            @Override
            public String id() {
                return "asking";
            }

            @Override
            public void install(PluginContext context) {
                seen.add(context.scope());
            }
        };
        try (CostInsights insights = CostInsights.builder()
                .environment(Map.of("COST_INSIGHTS_JOB", "environment"))
                .dialect(TagDialect.NEUTRAL)
                .install(plugin)
                .build()) {
            assertEquals("environment", insights.context().job());
            assertEquals("environment", seen.get(0).context().job());
            assertEquals(TagDialect.NEUTRAL, seen.get(0).dialect());
        }
    }

    private CostInsights with(TagPropagator<?>... propagators) {
        return CostInsights.builder()
                .environment(Map.of())
                .recorder(recorder)
                .install(plugin(List.of(propagators), List.of()))
                .build();
    }

    private static CostInsightsPlugin plugin(List<TagPropagator<?>> propagators, List<ContextProvider> providers) {
        return new CostInsightsPlugin() {
            @Override
            public String id() {
                return "test";
            }

            @Override
            public void install(PluginContext context) {
                propagators.forEach(context::register);
                providers.forEach(context::register);
            }
        };
    }

    private static TagPropagator<Client> inPlace(String name) {
        return new Propagator<>(name, Client.class, (client, scope) -> {
            if (!client.seenBy.contains(name)) {
                client.seenBy.add(name);
            }
            return client;
        });
    }

    private static ContextProvider provider(String name, Supplier<AttributionContext> context) {
        return new ContextProvider() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public AttributionContext context() {
                return context.get();
            }
        };
    }

    private static Client sneak(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    private record Propagator<C>(String name, Class<C> carrier, BiFunction<C, AttributionScope, C> injection)
            implements TagPropagator<C> {

        @Override
        public C inject(C carrier, AttributionScope scope) {
            return injection.apply(carrier, scope);
        }

        @Override
        public Optional<AttributionContext> extract(TagView view) {
            return Optional.empty();
        }
    }
}
