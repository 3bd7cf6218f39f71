package dev.costinsights.core.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.ResourceType;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a recorder of the usual limits takes of the heap when its keeper hangs and its queue is full: 8 MiB at most, and one
 * thread. Used heap after collections, before and with it; events share nothing and are of the shapes that weigh most.
 */
class RecorderHeapTest {

    private static final long MOST = 8L << 20;

    /** Below that the test would measure nothing. */
    private static final long LEAST = 512L << 10;

    private static final String ANSWER = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n";
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path folder;

    private static final Map<String, IntFunction<ExecutionEvent>> SHAPES = Map.of(
            "as wide as an event may be, two bytes a character",
            i -> event(i, "\u20ac".repeat(120_000), 1),
            "as wide as an event may be, characters that JSON writes as six",
            i -> event(i, "\u0001".repeat(120_000), 1),
            "as wide as an event may be, two bytes a character and half of them six in JSON",
            i -> event(i, "\u20ac\u0001".repeat(60_000), 1),
            "small",
            i -> event(i, "o", 1),
            "of many small parts",
            i -> event(i, "o", 40));

    @Test
    void aKeeperThatHangs() throws Exception {
        for (Map.Entry<String, IntFunction<ExecutionEvent>> shape : SHAPES.entrySet()) {
            Door door = new Door();
            ExecutionKeeper keeper = new ExecutionKeeper() {
                @Override
                public void keep(EventBatch batch) throws InterruptedException {
                    door.pass();
                }

                @Override
                public void close() {}
            };
            long before = used();
            Set<Thread> threads = threads();
            BoundedRecorder recorder = new BoundedRecorder(keeper, CLOCK);
            fill(recorder, shape.getValue(), door);
            assertFits("a keeper, events " + shape.getKey(), used() - before, recorder);
            assertOneThreadMoreThan(threads);
            end(recorder);
        }
    }

    /** H2's own heap is there before, and stays: somebody else has it open. What its driver holds of a batch counts. */
    @Test
    void aJournalWhoseDatabaseHangs() throws Exception {
        DataSource database = JournalDatabase.h2(folder);
        try (Connection other = database.getConnection()) {
            for (Map.Entry<String, IntFunction<ExecutionEvent>> shape : SHAPES.entrySet()) {
                Door door = new Door();
                door.open.release();
                Set<Thread> threads = threads();
                BoundedRecorder recorder = new BoundedRecorder(new JdbcJournal(behind(door, database)), CLOCK);
                recorder.record(event(-1, "first", 1));
                assertTrue(recorder.flush(Duration.ofSeconds(60)));
                door.entered.acquire();
                long before = used();
                fill(recorder, shape.getValue(), door);
                assertFits("a journal, events " + shape.getKey(), used() - before, recorder);
                assertOneThreadMoreThan(threads);
                end(recorder);
            }
            assertTrue(other.isValid(1));
        }
    }

    /** The client of the JDK has a thread of its own besides, and once some 2 MiB for all who use it, which do not count. */
    @Test
    void aHostThatDoesNotAnswer() throws Exception {
        assertNotNull(HttpClient.newHttpClient());
        for (Map.Entry<String, IntFunction<ExecutionEvent>> shape : SHAPES.entrySet()) {
            try (ServerSocket host = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
                long before = used();
                BoundedRecorder recorder =
                        new BoundedRecorder(HostHandover.to("http://127.0.0.1:" + host.getLocalPort(), null), CLOCK);
                recorder.record(event(-1, "first", 1));
                try (Socket connection = host.accept()) {
                    fill(recorder, shape.getValue());
                    // Reads the little batch and takes it; the next one is large.
                    assertTrue(connection.getInputStream().read(new byte[1 << 16]) > 0);
                    connection.getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));
                    TimeUnit.SECONDS.sleep(2);
                    fill(recorder, shape.getValue());
                    assertFits("a host, events " + shape.getKey(), used() - before, recorder);
                    end(recorder);
                }
            }
        }
    }

    /** Where a keeper hangs until it is let through, once for each permit. */
    private static final class Door {
        final Semaphore entered = new Semaphore(0);
        final Semaphore open = new Semaphore(0);

        void pass() throws InterruptedException {
            entered.release();
            open.acquire();
        }
    }

    /** The keeper hangs with one event while the queue is filled, then with as many as it takes at once. */
    private static void fill(BoundedRecorder recorder, IntFunction<ExecutionEvent> events, Door door)
            throws InterruptedException {
        recorder.record(event(-1, "first", 1));
        assertTrue(door.entered.tryAcquire(30, TimeUnit.SECONDS));
        fill(recorder, events);
        door.open.release();
        assertTrue(door.entered.tryAcquire(30, TimeUnit.SECONDS));
        fill(recorder, events);
    }

    private static void fill(BoundedRecorder recorder, IntFunction<ExecutionEvent> events) {
        long dropped = recorder.stats().dropped();
        for (int i = 0; recorder.stats().dropped() == dropped; i++) {
            recorder.record(events.apply(i));
        }
    }

    private static void assertFits(String what, long bytes, BoundedRecorder recorder) {
        System.out.printf("%,d bytes of heap: %s%n", bytes, what);
        assertTrue(recorder.stats().waitingBytes() > BoundedRecorder.DEFAULT_BYTES * 9 / 10, "the queue is full");
        assertTrue(bytes >= LEAST && bytes <= MOST, bytes + " bytes of heap for " + what);
    }

    private static void assertOneThreadMoreThan(Set<Thread> threads) {
        Set<Thread> more = threads();
        more.removeAll(threads);
        assertEquals(1, more.size(), more.toString());
    }

    /** Its heap must be free when the next one is measured. */
    private static void end(BoundedRecorder recorder) throws InterruptedException {
        recorder.close(Duration.ofMillis(1));
        while (recorder.stats().alive()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** Until three collections in a row find nothing more. */
    private static long used() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int inVain = 0; inVain < 3; inVain++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(50);
            long now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            if (now < least - (16 << 10)) {
                least = now;
                inVain = -1;
            }
        }
        return least;
    }

    private static Set<Thread> threads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }

    /** @param parts how many assets, labels and details */
    private static ExecutionEvent event(int number, String text, int parts) {
        AttributionContext.Builder context = AttributionContext.builder()
                .opaqueId(text + number)
                .orchestrator("d" + number)
                .job("j" + number)
                .run("r" + number);
        Map<String, String> details = new TreeMap<>();
        for (int i = 0; i < parts; i++) {
            context.asset("a" + i + number, i + 1).label("l" + i + number, "v" + i + number);
            details.put("k" + i + number, "w" + i + number);
        }
        return new ExecutionEvent(
                ExecutionType.STATEMENT,
                "s" + number,
                ExecutionPhase.LAUNCHED,
                ExecutionOutcome.UNKNOWN,
                number,
                -1,
                context.build(),
                new ExecutionPlace("h" + number, "w" + number, ResourceType.WAREHOUSE, "i" + number, "q" + number),
                details);
    }

    /** Batches come as far as the driver; then the database hangs. Whatever it makes hangs, too. */
    private static DataSource behind(Door door, DataSource database) {
        return behind(door, DataSource.class, database);
    }

    private static <T> T behind(Door door, Class<T> type, Object real) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("executeBatch")) {
                        door.pass();
                    }
                    Object made;
                    try {
                        made = method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    return made instanceof Connection || made instanceof PreparedStatement
                            ? behind(door, method.getReturnType(), made)
                            : made;
                }));
    }
}
