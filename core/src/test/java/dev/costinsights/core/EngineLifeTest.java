package dev.costinsights.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.oracle.Bill;
import dev.costinsights.core.spi.CostInsightsException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an engine does when several threads use it, and after it was closed. */
class EngineLifeTest {

    private final ExecutorService threads = Executors.newFixedThreadPool(3);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void a_source_is_asked_once_at_a_time() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (CostInsights insights = TestSource.engine(facts -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.sleep(50);
            inside.decrementAndGet();
        })) {
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                runs.add(threads.submit(() -> insights.attribute(options(), row -> {})));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        }
        assertEquals(1, most.get());
    }

    @Test
    void nothing_is_attributed_or_settled_after_the_end() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        CostInsights insights = TestSource.engine(facts -> asked.incrementAndGet());
        insights.close();
        insights.close();

        String text = assertThrows(CostInsightsException.class, () -> insights.attribute(options(), row -> {}))
                .getMessage();
        assertTrue(text.startsWith("this engine is closed"), text);
        assertThrows(CostInsightsException.class, () -> insights.settleOpenExecutions(1));
        assertEquals(0, asked.get());
    }

    @Test
    void closing_waits_for_a_run() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        List<String> order = new ArrayList<>();
        CostInsights insights = CostInsights.builder()
                .install(new TestPlugin("slow", context -> {
                    context.register(new TestSource("test", facts -> {
                        running.countDown();
                        mayEnd.await();
                        order.add("collected");
                    }));
                    context.closeOnShutdown(() -> order.add("closed"));
                }))
                .build();
        Future<?> run = threads.submit(() -> insights.attribute(options(), row -> {}));
        running.await();
        Future<?> closing = threads.submit(insights::close);
        assertThrows(TimeoutException.class, () -> closing.get(50, TimeUnit.MILLISECONDS));
        mayEnd.countDown();
        run.get();
        closing.get();

        assertEquals(List.of("collected", "closed"), order);
    }

    @Test
    void a_carrier_that_comes_after_the_end_stays_as_it_is() {
        CostInsights insights = CostInsights.builder()
                .install(new TestPlugin("tagging", context -> context.register(new TestPropagator("tagging"))))
                .build();
        insights.close();
        StringBuilder carrier = insights.instrument(new StringBuilder());

        assertEquals(0, carrier.length());
        assertEquals(1, insights.recorderStats().orElseThrow().undone().size());
    }

    private static AttributionOptions options() {
        return Bill.options().build();
    }
}
