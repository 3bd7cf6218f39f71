package dev.costinsights.core.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.context.AttributionContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedRecorderTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneId.of("UTC"));

    /** Keeps batches in memory, if it is let. */
    private static class Memory implements ExecutionKeeper {
        private final List<EventBatch> batches = Collections.synchronizedList(new ArrayList<>());
        private final AtomicBoolean closed = new AtomicBoolean();

        @Override
        public void keep(EventBatch batch) throws Exception {
            batches.add(batch);
        }

        @Override
        public void close() {
            closed.set(true);
        }

        List<String> ids() {
            return batches.stream()
                    .flatMap(batch -> batch.events().stream())
                    .map(ExecutionEvent::id)
                    .toList();
        }
    }

    @Test
    void whatIsRecordedIsKeptInOrder() throws Exception {
        Memory memory = new Memory();
        List<String> ids = IntStream.range(0, 3000).mapToObj(i -> "s" + i).toList();
        try (BoundedRecorder recorder = new BoundedRecorder(memory, CLOCK, 64 << 20)) {
            ids.forEach(id -> recorder.record(Events.launched(id)));

            assertTrue(recorder.flush(LONG));
            assertEquals(ids, memory.ids());
            RecorderStats stats = recorder.stats();
            assertEquals(3000, stats.accepted());
            assertEquals(3000, stats.kept());
            assertEquals(0, stats.dropped());
            assertEquals(0, stats.waitingBytes());
            assertTrue(stats.alive());
        }
        assertTrue(memory.closed.get());
        long expected = 0;
        for (EventBatch batch : memory.batches) {
            assertEquals(expected, batch.sequence());
            expected += batch.events().size();
        }
    }

    @Test
    void manyThreadsLoseNothing() throws Exception {
        Memory memory = new Memory();
        try (BoundedRecorder recorder = new BoundedRecorder(memory, CLOCK, 64 << 20)) {
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                int thread = t;
                threads.add(new Thread(() -> {
                    for (int i = 0; i < 1000; i++) {
                        recorder.record(Events.launched(thread + "-" + i));
                    }
                }));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            assertTrue(recorder.flush(LONG));
        }
        Set<String> distinct = new HashSet<>(memory.ids());
        assertEquals(8000, distinct.size());
        assertEquals(8000, memory.ids().size());
    }

    @Test
    void whatFindsNoRoomIsCountedAndReportedAsAGap() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch let = new CountDownLatch(1);
        Memory memory = new Memory() {
            @Override
            public void keep(EventBatch batch) throws Exception {
                entered.countDown();
                let.await();
                super.keep(batch);
            }
        };
        int one = Events.launched("s0000").footprint();
        try (BoundedRecorder recorder = new BoundedRecorder(memory, CLOCK, 10L * one)) {
            recorder.record(Events.launched("first"));
            entered.await();
            for (int i = 0; i < 50; i++) {
                recorder.record(Events.launched("s" + (1000 + i)));
            }
            RecorderStats full = recorder.stats();
            assertTrue(full.waitingBytes() <= full.limitBytes());
            assertEquals(51, full.accepted() + full.dropped());
            assertTrue(full.dropped() >= 40, full.toString());
            let.countDown();

            assertTrue(recorder.flush(LONG));
            recorder.record(Events.launched("last"));
            assertTrue(recorder.flush(LONG));
        }
        long lost = memory.batches.stream().mapToLong(EventBatch::lost).sum();
        EventBatch end = memory.batches.get(memory.batches.size() - 1);
        assertEquals(52, lost + memory.ids().size());
        assertEquals(52, end.sequence() + end.lost() + end.events().size());
    }

    @Test
    void anEventThatIsTooLargeIsDroppedAndTheOthersAreKept() throws Exception {
        Memory memory = new Memory();
        try (BoundedRecorder recorder = new BoundedRecorder(memory, CLOCK)) {
            recorder.record(Events.launched("x".repeat(1 << 20)));
            recorder.record(Events.launched("small"));
            recorder.record(null);
            assertTrue(recorder.flush(LONG));
            assertEquals(2, recorder.stats().dropped());
        }
        assertEquals(List.of("small"), memory.ids());
    }

    @Test
    void anEventOfManyAssetsIsRecordedWithoutThem() throws Exception {
        Memory memory = new Memory();
        AttributionContext.Builder wide =
                AttributionContext.builder().opaqueId("o-1").job("nightly").run("r-1");
        for (int i = 0; i < 5_000; i++) {
            wide.asset("warehouse/schema/table_" + i, 1).label("label_" + i, "value");
        }
        ExecutionEvent small = Events.launched("s1");
        try (BoundedRecorder recorder = new BoundedRecorder(memory, CLOCK)) {
            recorder.record(new ExecutionEvent(
                    small.type(),
                    "s1",
                    small.phase(),
                    small.outcome(),
                    small.startMicros(),
                    -1,
                    wide.build(),
                    small.place(),
                    Map.of("k", "v")));
            assertTrue(recorder.flush(LONG));
            assertEquals(0, recorder.stats().dropped());
            assertEquals(Map.of(WaitingEvents.SHORTENED, 1L), recorder.stats().undone());
        }
        ExecutionEvent kept = memory.batches.get(0).events().get(0);
        assertEquals("s1", kept.id());
        assertEquals("o-1", kept.context().opaqueId());
        assertEquals("nightly", kept.context().job());
        assertEquals("r-1", kept.context().run());
        assertEquals(List.of(), kept.context().assets());
        assertEquals(small.place(), kept.place());
    }

    @Test
    void whatComesAfterTheEndIsCountedAndDoesNotHoldUpTheEnd() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong recorded = new AtomicLong();
        Memory slow = new Memory() {
            @Override
            public void keep(EventBatch batch) throws Exception {
                Thread.sleep(5);
                super.keep(batch);
            }
        };
        BoundedRecorder recorder = new BoundedRecorder(slow, CLOCK, 64 << 10);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 2; t++) {
            threads.add(new Thread(() -> {
                while (!stop.get()) {
                    recorder.record(Events.launched("s"));
                    recorded.incrementAndGet();
                }
            }));
        }
        threads.forEach(Thread::start);
        while (recorder.stats().kept() == 0) {
            Thread.onSpinWait();
        }
        int batches = slow.batches.size();

        recorder.close(LONG);
        assertTrue(slow.closed.get());
        stop.set(true);
        for (Thread thread : threads) {
            thread.join();
        }

        assertTrue(slow.batches.size() - batches < 100, slow.batches.size() + " batches");
        RecorderStats stats = recorder.stats();
        assertEquals(recorded.get(), stats.kept() + stats.dropped());
        assertEquals(0, stats.waitingBytes());
    }

    @Test
    void whatCannotBeKeptAtTheEndIsCountedAndTheThreadHasNotDied() {
        Memory failing = new Memory() {
            @Override
            public void keep(EventBatch batch) throws Exception {
                throw new java.io.IOException("disk full");
            }
        };
        BoundedRecorder recorder = new BoundedRecorder(failing, CLOCK);
        recorder.record(Events.launched("s1"));
        while (recorder.stats().retries() == 0) {
            Thread.onSpinWait();
        }
        recorder.record(Events.launched("s2"));

        recorder.close(LONG);

        assertTrue(failing.closed.get());
        assertFalse(recorder.stats().alive());
        assertEquals("java.io.IOException: disk full", recorder.stats().failure());
        assertEquals(2, recorder.stats().accepted());
        assertEquals(2, recorder.stats().dropped());
        assertEquals(0, recorder.stats().waitingBytes());
    }

    @Test
    void thereIsNoTimeTooLongToWait() throws Exception {
        try (BoundedRecorder recorder = new BoundedRecorder(new Memory(), CLOCK)) {
            recorder.record(Events.launched("s1"));
            assertTrue(recorder.flush(Duration.ofSeconds(Long.MAX_VALUE)));
        }
    }

    @Test
    void aKeeperThatFailsIsAskedAgainWithTheSameBatch() throws Exception {
        List<Throwable> failures = new ArrayList<>(List.of(
                new java.io.IOException("disk full"),
                new IllegalStateException("odd"),
                new StackOverflowError(),
                new OutOfMemoryError("made up")));
        Memory memory = new Memory() {
            @Override
            public void keep(EventBatch batch) throws Exception {
                if (!failures.isEmpty()) {
                    Throwable failure = failures.remove(0);
                    if (failure instanceof Error error) {
                        throw error;
                    }
                    throw (Exception) failure;
                }
                super.keep(batch);
            }
        };
        try (BoundedRecorder recorder = new BoundedRecorder(memory, CLOCK)) {
            recorder.record(Events.launched("s1"));
            assertTrue(recorder.flush(LONG));
            assertEquals(4, recorder.stats().retries());
            assertNull(recorder.stats().failure());
            assertTrue(recorder.stats().alive());
        }
        assertEquals(List.of("s1"), memory.ids());
    }

    @Test
    void aKeeperThatHangsHoldsUpNobodyAndClosingGivesUp() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch entered = new CountDownLatch(1);
        Memory hanging = new Memory() {
            @Override
            public void keep(EventBatch batch) {
                entered.countDown();
                boolean waiting = true;
                while (waiting) {
                    try {
                        never.await();
                        waiting = false;
                    } catch (InterruptedException e) {
                        // A driver that does not care for interrupts.
                        waiting = true;
                    }
                }
            }
        };
        BoundedRecorder recorder = new BoundedRecorder(hanging, CLOCK);
        recorder.record(Events.launched("s"));
        entered.await();
        for (int i = 0; i < 100_000; i++) {
            recorder.record(Events.launched("s" + i));
        }
        recorder.undone("something", null);
        RecorderStats stats = recorder.stats();
        assertTrue(stats.dropped() > 0);
        assertTrue(stats.waitingBytes() <= BoundedRecorder.DEFAULT_BYTES);
        assertFalse(recorder.flush(Duration.ofMillis(5)));
        recorder.close(Duration.ofMillis(5));
        recorder.record(Events.launched("late"));
        assertEquals(stats.dropped() + 1, recorder.stats().dropped());
        never.countDown();
    }

    @Test
    void aThreadThatDiesIsSeenAndStartedAgainAndLosesNothing() throws Exception {
        AtomicInteger deaths = new AtomicInteger(1);
        Clock deadly = new Clock() {
            @Override
            public Instant instant() {
                if (deaths.getAndDecrement() > 0) {
                    throw new Error("dies");
                }
                return Instant.EPOCH;
            }

            @Override
            public ZoneId getZone() {
                return ZoneId.of("UTC");
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        Memory memory = new Memory();
        try (BoundedRecorder recorder = new BoundedRecorder(memory, deadly)) {
            recorder.record(Events.launched("s1"));
            while (recorder.stats().alive()) {
                Thread.onSpinWait();
            }
            assertNotNull(recorder.stats().failure());
            recorder.record(Events.launched("s2"));

            recorder.start();

            assertTrue(recorder.flush(LONG));
            assertTrue(recorder.stats().alive());
        }
        assertEquals(List.of("s1", "s2"), memory.ids());
    }

    @Test
    void thereIsOneThreadAndItIsADaemon() {
        try (BoundedRecorder recorder = new BoundedRecorder(new Memory(), CLOCK)) {
            recorder.start();
            recorder.start();
            List<Thread> ours = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("cost-insights-recorder") && thread.isAlive())
                    .filter(thread -> recorder.isItsThread(thread))
                    .toList();
            assertEquals(1, ours.size());
            assertTrue(ours.get(0).isDaemon());
        }
    }

    @Test
    void whatWasLeftUndoneIsCountedByReason() {
        try (BoundedRecorder recorder = new BoundedRecorder(new Memory(), CLOCK)) {
            recorder.undone("too many tags", null);
            recorder.undone("too many tags", new IllegalStateException());
            recorder.undone("no id", null);
            recorder.undone(null, null);
            assertEquals(
                    Map.of("too many tags", 2L, "no id", 1L), recorder.stats().undone());
            for (int i = 0; i < 1000; i++) {
                recorder.undone("made up " + i, null);
            }
            assertTrue(recorder.stats().undone().size() <= 300);
        }
    }

    @Test
    void theInterruptOfACallerIsNotTouched() throws Exception {
        try (BoundedRecorder recorder = new BoundedRecorder(new Memory(), CLOCK)) {
            Thread.currentThread().interrupt();
            recorder.record(Events.launched("s1"));
            recorder.undone("reason", null);
            assertTrue(Thread.interrupted());
            assertTrue(recorder.flush(LONG));
        }
    }
}
