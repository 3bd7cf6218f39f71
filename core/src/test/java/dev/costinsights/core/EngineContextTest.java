package dev.costinsights.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.context.ContextScope;
import dev.costinsights.core.oracle.Bill;
import dev.costinsights.core.oracle.Fixtures;
import dev.costinsights.core.spi.ContextProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an engine makes of contexts on several threads, of readers that fail, and of what it leaves undone. */
class EngineContextTest {

    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void what_a_provider_says_is_handed_over_and_can_be_kept_away() throws Exception {
        ThreadLocal<AttributionContext> request = ThreadLocal.withInitial(() -> AttributionContext.EMPTY);
        try (CostInsights insights = CostInsights.builder()
                .environment(Map.of())
                .contextProvider(new ContextProvider() {
                    @Override
                    public String name() {
                        return "request";
                    }

                    @Override
                    public AttributionContext context() {
                        return request.get();
                    }
                })
                .build()) {
            AttributionContext nightly =
                    AttributionContext.builder().job("nightly").run("r-1").build();
            request.set(nightly);
            ExecutorService pool = insights.handOver(threads);

            assertEquals(nightly, pool.submit(insights::context).get());
            ContextScope asset = insights.scope(
                    AttributionContext.builder().asset("orders", 1).build());
            AttributionContext whole = insights.context();
            assertEquals("r-1", whole.run());
            assertEquals(whole, pool.submit(insights::context).get());
            ContextScope nothing = insights.scopeOfNothing();
            assertEquals(AttributionContext.EMPTY, insights.context());
            assertEquals(
                    AttributionContext.EMPTY, pool.submit(insights::context).get());
            assertEquals(
                    AttributionContext.EMPTY,
                    insights.handOver().supplier(insights::context).get());
            nothing.close();
            asset.close();
            assertEquals(nightly, insights.context());
        }
    }

    @Test
    void without_a_journal_what_was_left_undone_is_counted() throws Exception {
        try (CostInsights insights = CostInsights.builder()
                .install(new TestPlugin("asking", context -> {
                    assertFalse(context.recorder().wantsEvents());
                    context.recorder().undone("too many tags", null);
                    context.recorder().undone("too many tags", new IllegalStateException());
                    context.recorder().undone(null, null);
                    context.recorder().record(null);
                }))
                .build()) {
            assertEquals(
                    Map.of("too many tags", 2L),
                    insights.recorderStats().orElseThrow().undone());
            assertTrue(insights.flushRecordings(Duration.ZERO));
        }
    }

    @Test
    void a_reader_that_fails_has_found_nothing_and_runs_as_its_plugin() throws Exception {
        List<ClassLoader> loaders = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        Bill bill = Bill.of(
                Fixtures.warehouseUsage("u1", "w1").during("10:00", "11:00"),
                Fixtures.aDollar(),
                Fixtures.statement("s1", "10:00", "10:10").onWarehouse("w1").tag("some", "tag"));
        try (CostInsights insights = CostInsights.builder()
                .install(new TestPlugin("readers", context -> {
                    context.register(new TestSource("test", facts -> {
                        // Statements are read as they come, in the middle of a source that is another plugin's.
                        Thread.currentThread().setContextClassLoader(null);
                        bill.deliver(facts);
                    }));
                    context.register(new TestPropagator("reading", view -> {
                        loaders.add(Thread.currentThread().getContextClassLoader());
                        throw new AssertionError("no");
                    }));
                }))
                .build()) {
            assertNotNull(insights.attribute(
                    Bill.options().build(), row -> rows.add(row.category().name())));
        }
        assertEquals(getClass().getClassLoader(), loaders.get(0));
        assertEquals(List.of("ALLOCATED"), rows);
        // What the log line names.
        assertEquals(
                "propagator reading of plugin readers",
                new PropagatorReader(new Owned<>("readers", "propagator", "reading", new TestPropagator("reading")))
                        .toString());
    }
}
