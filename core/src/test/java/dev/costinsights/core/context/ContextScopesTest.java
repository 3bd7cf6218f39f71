package dev.costinsights.core.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ContextScopesTest {

    private static final AttributionContext PROCESS = work("process");
    private static final AttributionContext OUTER = work("outer");
    private static final AttributionContext INNER = work("inner");

    private final ContextScopes scopes = new ContextScopes(() -> PROCESS, TagDialect.DAGSTER);
    private final ExecutorService pool = Executors.newSingleThreadExecutor();

    @AfterEach
    void close() {
        pool.shutdownNow();
    }

    @Test
    void withoutAScopeTheProcessCounts() {
        assertSame(PROCESS, scopes.context());
    }

    @Test
    @SuppressWarnings("try")
    void scopesNestAndLeavingRestores() {
        try (ContextScope outer = scopes.open(OUTER)) {
            assertSame(OUTER, scopes.context());
            try (ContextScope inner = scopes.open(INNER)) {
                assertSame(INNER, scopes.context());
            }
            assertSame(OUTER, scopes.context());
        }
        assertSame(PROCESS, scopes.context());
    }

    @Test
    void scopesThatOverlapForEverAreLetGo() {
        List<WeakReference<ContextScope>> closed = new ArrayList<>();
        ContextScope open = scopes.open(OUTER);
        for (int i = 0; i < 100; i++) {
            ContextScope next = scopes.open(INNER);
            open.close();
            closed.add(new WeakReference<>(open));
            open = next;
        }
        for (int tries = 0; tries < 50 && kept(closed) > 1; tries++) {
            System.gc();
        }

        assertTrue(kept(closed) <= 1, kept(closed) + " of 100");
        assertSame(INNER, scopes.context());
        open.close();
        assertSame(PROCESS, scopes.context());
    }

    private static long kept(List<WeakReference<ContextScope>> scopes) {
        return scopes.stream().filter(scope -> scope.get() != null).count();
    }

    @Test
    void aScopeThatNamesNoWorkSaysMoreAboutTheWorkAroundIt() {
        AttributionContext asset =
                AttributionContext.builder().asset("orders", 1).build();
        ContextScope outer = scopes.open(OUTER);
        ContextScope inner = scopes.open(asset);

        assertEquals("outer", scopes.context().job());
        assertEquals(List.of("orders"), scopes.context().assets());
        assertSame(scopes.context(), scopes.context());

        inner.close();
        outer.close();
        ContextScope alone = scopes.open(asset);
        assertEquals("process", scopes.context().job());
        assertEquals(List.of("orders"), scopes.context().assets());
        assertSame(scopes.context(), scopes.context());
        alone.close();
    }

    @Test
    void aScopeThatNamesItsWorkTakesNothingFromAroundIt() {
        ContextScope outer =
                scopes.open(OUTER.toBuilder().run("r").asset("a", 1).build());
        ContextScope inner = scopes.open(INNER);

        assertSame(INNER, scopes.context());

        inner.close();
        outer.close();
    }

    @Test
    void nullAndEmptyScopesChangeNothing() {
        ContextScope outer = scopes.open(OUTER);
        ContextScope nothing = scopes.open(null);
        assertEquals(OUTER, scopes.context());
        nothing.close();
        outer.close();
        ContextScope empty = scopes.open(AttributionContext.EMPTY);
        assertEquals(PROCESS, scopes.context());
        empty.close();
    }

    @Test
    void aScopeClosedOutOfOrderLeavesTheInnerOneOpen() {
        ContextScope outer = scopes.open(OUTER);
        ContextScope inner = scopes.open(INNER);

        outer.close();
        assertSame(INNER, scopes.context());
        inner.close();

        assertSame(PROCESS, scopes.context());
        outer.close();
        assertSame(PROCESS, scopes.context());
    }

    @Test
    void aScopeClosedByAnotherThreadEndsAndDoesNotTouchThatThread() throws Exception {
        ContextScope outer = scopes.open(OUTER);
        ContextScope inner = scopes.open(INNER);

        AttributionContext there = pool.submit(() -> {
                    ContextScope own = scopes.open(work("other"));
                    inner.close();
                    AttributionContext context = scopes.context();
                    own.close();
                    return context;
                })
                .get();

        assertEquals("other", there.job());
        assertSame(OUTER, scopes.context());
        outer.close();
        assertSame(PROCESS, scopes.context());
    }

    @Test
    void threadsInheritNothing() throws Exception {
        ContextScope scope = scopes.open(OUTER);
        assertSame(PROCESS, pool.submit(scopes::context).get());
        scope.close();
    }

    @Test
    void everyKindOfTaskCarriesTheScopeAndLeavesItsThreadAsItWas() throws Exception {
        List<AttributionContext> seen = new ArrayList<>();
        ContextScope scope = scopes.open(OUTER);
        Handover handover = scopes.handOver();
        scope.close();

        pool.submit(handover.runnable(() -> seen.add(scopes.context()))).get();
        seen.add(pool.submit(handover.callable(scopes::context)).get());
        seen.add(CompletableFuture.supplyAsync(handover.supplier(scopes::context), pool)
                .get());
        seen.add(CompletableFuture.supplyAsync(() -> 1, pool)
                .thenApplyAsync(handover.function(one -> scopes.context()), pool)
                .get());
        CompletableFuture.supplyAsync(() -> 1, pool)
                .thenAcceptAsync(handover.consumer(one -> seen.add(scopes.context())), pool)
                .get();
        seen.add(pool.submit(() -> {
                    ContextScope taken = handover.open();
                    AttributionContext context = scopes.context();
                    taken.close();
                    return context;
                })
                .get());

        assertEquals(List.of(OUTER, OUTER, OUTER, OUTER, OUTER, OUTER), seen);
        assertSame(PROCESS, pool.submit(scopes::context).get());
    }

    @Test
    void aTaskThatFailsLeavesItsThreadAsItWas() throws Exception {
        ContextScope scope = scopes.open(OUTER);
        Callable<Object> failing = scopes.handOver().callable(() -> {
            throw new IllegalStateException("the task's own");
        });
        scope.close();

        ContextScope here = scopes.open(INNER);
        assertEquals(
                "the task's own",
                assertThrows(IllegalStateException.class, failing::call).getMessage());
        assertSame(INNER, scopes.context());
        here.close();
    }

    @Test
    void whatWasHandedOverWithoutAScopeRunsWithoutOne() {
        Handover handover = scopes.handOver();
        ContextScope scope = scopes.open(OUTER);
        assertSame(PROCESS, handover.supplier(scopes::context).get());
        assertSame(OUTER, scopes.context());
        scope.close();
    }

    @Test
    void anExecutorCarriesTheScopeOfEachHandingIn() throws Exception {
        ExecutorService carrying = new CarryingExecutorService(pool, scopes);
        ContextScope outer = scopes.open(OUTER);
        Future<AttributionContext> first = carrying.submit(scopes::context);
        ContextScope inner = scopes.open(INNER);
        Future<AttributionContext> second = carrying.submit(scopes::context);
        List<Future<AttributionContext>> all = carrying.invokeAll(List.of(scopes::context, scopes::context));
        AttributionContext any = carrying.invokeAny(List.of(scopes::context));
        CompletableFuture<AttributionContext> stage =
                CompletableFuture.supplyAsync(scopes::context, new CarryingExecutor(pool, scopes));
        inner.close();
        outer.close();

        assertSame(OUTER, first.get());
        assertSame(INNER, second.get());
        assertSame(INNER, all.get(0).get());
        assertSame(INNER, all.get(1).get());
        assertSame(INNER, any);
        assertSame(INNER, stage.get());
        assertSame(PROCESS, pool.submit(scopes::context).get());
    }

    @Test
    void aScheduledTaskCarriesItsScope() throws Exception {
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        try {
            ContextScope scope = scopes.open(OUTER);
            Future<AttributionContext> later = new CarryingScheduledExecutorService(scheduler, scopes)
                    .schedule(scopes::context, 1, TimeUnit.NANOSECONDS);
            scope.close();
            assertSame(OUTER, later.get());
        } finally {
            scheduler.shutdownNow();
        }
    }

    /** Runs where the tests run on a Java that has them. */
    @Test
    void aVirtualThreadStartsWithoutAScopeAndTakesOneThatIsHandedOver() throws Exception {
        Method start;
        try {
            start = Thread.class.getMethod("startVirtualThread", Runnable.class);
        } catch (NoSuchMethodException e) {
            Assumptions.abort("no virtual threads on this Java");
            return;
        }
        List<AttributionContext> seen = new ArrayList<>();
        ContextScope scope = scopes.open(OUTER);
        ((Thread) start.invoke(null, (Runnable) () -> seen.add(scopes.context()))).join();
        ((Thread) start.invoke(null, scopes.handOver().runnable(() -> seen.add(scopes.context())))).join();
        scope.close();

        assertEquals(List.of(PROCESS, OUTER), seen);
    }

    private static AttributionContext work(String job) {
        return AttributionContext.builder().job(job).build();
    }
}
