package dev.costinsights.core.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.context.AttributionContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of what is recorded. */
class BoundedRecorderTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneId.of("UTC"));

    @Test
    void whatIsRecordedIsKeptInOrder() throws Exception {
        MemoryKeeper memory = new MemoryKeeper();
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
        assertTrue(memory.isClosed());
        long expected = 0;
        for (EventBatch batch : memory.batches()) {
            assertEquals(expected, batch.sequence());
            expected += batch.events().size();
        }
    }

    @Test
    void manyThreadsLoseNothing() throws Exception {
        MemoryKeeper memory = new MemoryKeeper();
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
        MemoryKeeper memory = new MemoryKeeper() {
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
        long lost = memory.batches().stream().mapToLong(EventBatch::lost).sum();
        EventBatch end = memory.batches().get(memory.batches().size() - 1);
        assertEquals(52, lost + memory.ids().size());
        assertEquals(52, end.sequence() + end.lost() + end.events().size());
    }

    @Test
    void anEventThatIsTooLargeIsDroppedAndTheOthersAreKept() throws Exception {
        MemoryKeeper memory = new MemoryKeeper();
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
        MemoryKeeper memory = new MemoryKeeper();
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
        ExecutionEvent kept = memory.batches().get(0).events().get(0);
        assertEquals("s1", kept.id());
        assertEquals("o-1", kept.context().opaqueId());
        assertEquals("nightly", kept.context().job());
        assertEquals("r-1", kept.context().run());
        assertEquals(List.of(), kept.context().assets());
        assertEquals(small.place(), kept.place());
    }

    @Test
    void thereIsNoTimeTooLongToWait() throws Exception {
        try (BoundedRecorder recorder = new BoundedRecorder(new MemoryKeeper(), CLOCK)) {
            recorder.record(Events.launched("s1"));
            assertTrue(recorder.flush(Duration.ofSeconds(Long.MAX_VALUE)));
        }
    }

    @Test
    void whatWasLeftUndoneIsCountedByReason() {
        try (BoundedRecorder recorder = new BoundedRecorder(new MemoryKeeper(), CLOCK)) {
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
        try (BoundedRecorder recorder = new BoundedRecorder(new MemoryKeeper(), CLOCK)) {
            Thread.currentThread().interrupt();
            recorder.record(Events.launched("s1"));
            recorder.undone("reason", null);
            assertTrue(Thread.interrupted());
            assertTrue(recorder.flush(LONG));
        }
    }
}
