package dev.costinsights.core.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Whatever becomes of what is recorded: a caller's thread is neither thrown at nor held up, and nothing is lost unseen. */
class TransparencyTest {

    private interface Fault {
        void strike() throws Exception;
    }

    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void underEveryFaultTheCallerGoesOnAndEveryEventIsAccountedFor() throws Exception {
        Map<String, Fault> faults = new LinkedHashMap<>();
        faults.put("none", () -> {});
        faults.put("disk full", () -> {
            throw new IOException("No space left on device");
        });
        faults.put("database dead", () -> {
            throw new SQLException("connection refused", "08001");
        });
        faults.put("database hangs", end::await);
        faults.put("runtime exception", () -> {
            throw new IllegalStateException();
        });
        faults.put("assertion", () -> {
            throw new AssertionError();
        });
        faults.put("stack overflow", () -> {
            throw new StackOverflowError();
        });
        faults.put("out of memory", () -> {
            throw new OutOfMemoryError("made up");
        });
        faults.put("missing class", () -> {
            throw new NoClassDefFoundError("gone");
        });
        faults.put("failure that cannot say what it is", () -> {
            throw new Unspeakable();
        });
        faults.put("interrupt", () -> Thread.currentThread().interrupt());
        faults.put("thread death", () -> {
            throw new Error("death");
        });
        assertEquals(12, faults.size());
        for (Map.Entry<String, Fault> fault : faults.entrySet()) {
            underFault(fault.getKey(), fault.getValue());
        }
        end.countDown();
    }

    private static void underFault(String name, Fault fault) throws InterruptedException {
        ExecutionKeeper keeper = new ExecutionKeeper() {
            @Override
            public void keep(EventBatch batch) throws Exception {
                fault.strike();
            }

            @Override
            public void close() throws Exception {
                fault.strike();
            }
        };
        BoundedRecorder recorder = new BoundedRecorder(keeper, Clock.systemUTC(), 256 << 10);
        Thread caller = new Thread(() -> {
            for (int i = 0; i < 2000; i++) {
                recorder.record(Events.launched("s" + i));
                recorder.undone("reason", null);
            }
            assertTrue(!Thread.currentThread().isInterrupted(), name);
        });
        Throwable[] thrown = new Throwable[1];
        caller.setUncaughtExceptionHandler((thread, failure) -> thrown[0] = failure);
        caller.start();
        caller.join();

        assertEquals(null, thrown[0], name);
        RecorderStats stats = recorder.stats();
        assertEquals(2000, stats.accepted() + stats.dropped(), name);
        assertTrue(stats.waitingBytes() <= 256 << 10, name);
        assertEquals(2000L, stats.undone().get("reason"), name);
        recorder.close(Duration.ofMillis(50));
    }

    private static final class Unspeakable extends RuntimeException {
        @Override
        public String toString() {
            throw new IllegalStateException("no words");
        }

        @Override
        public String getMessage() {
            throw new IllegalStateException("no words");
        }
    }
}
