package dev.costinsights.core.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The recorder's thread when the keeper fails or hangs, when it dies itself, and at the end. */
class RecorderThreadTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneId.of("UTC"));

    @Test
    void whatComesAfterTheEndIsCountedAndDoesNotHoldUpTheEnd() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong recorded = new AtomicLong();
        MemoryKeeper slow = new MemoryKeeper() {
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
        int batches = slow.batches().size();

        recorder.close(LONG);
        assertTrue(slow.isClosed());
        stop.set(true);
        for (Thread thread : threads) {
            thread.join();
        }

        assertTrue(slow.batches().size() - batches < 100, slow.batches().size() + " batches");
        RecorderStats stats = recorder.stats();
        assertEquals(recorded.get(), stats.kept() + stats.dropped());
        assertEquals(0, stats.waitingBytes());
    }

    @Test
    void whatCannotBeKeptAtTheEndIsCountedAndTheThreadHasNotDied() {
        MemoryKeeper failing = new MemoryKeeper() {
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

        assertTrue(failing.isClosed());
        assertFalse(recorder.stats().alive());
        assertEquals("java.io.IOException: disk full", recorder.stats().failure());
        assertEquals(2, recorder.stats().accepted());
        assertEquals(2, recorder.stats().dropped());
        assertEquals(0, recorder.stats().waitingBytes());
    }

    @Test
    void aKeeperThatFailsIsAskedAgainWithTheSameBatch() throws Exception {
        List<Throwable> failures = new ArrayList<>(List.of(
                new java.io.IOException("disk full"),
                new IllegalStateException("odd"),
                new StackOverflowError(),
                new OutOfMemoryError("made up")));
        MemoryKeeper memory = new MemoryKeeper() {
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
        MemoryKeeper hanging = new MemoryKeeper() {
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
        MemoryKeeper memory = new MemoryKeeper();
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
        try (BoundedRecorder recorder = new BoundedRecorder(new MemoryKeeper(), CLOCK)) {
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
}
