package dev.costinsights.host.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class RepeatedWorkTest {

    private static final Duration NEVER = Duration.ofDays(1);

    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();
    private volatile boolean tellingFails;
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    @Test
    void it_is_done_at_once_and_again_when_its_time_has_come() throws Exception {
        try (RepeatedWork work = start(Duration.ofMillis(1), () -> {})) {
            assertDone(3);
            work.soon();
        }
    }

    @Test
    void it_is_done_soon_when_somebody_wants_that() throws Exception {
        try (RepeatedWork work = start(NEVER, () -> {})) {
            assertDone(1);
            work.soon();
            assertDone(1);
        }
        assertEquals("end", done.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void what_is_wanted_while_it_is_at_work_is_done_afterwards_once() throws Exception {
        CountDownLatch at = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (RepeatedWork work = start(NEVER, () -> {
            at.countDown();
            go.await();
        })) {
            at.await();
            work.soon();
            work.soon();
            go.countDown();
            assertDone(2);
        }
        assertEquals("end", done.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void a_failure_is_told_and_ends_nothing() throws Exception {
        IllegalStateException cause = new IllegalStateException("broken");
        try (RepeatedWork work = start(NEVER, () -> {
            throw cause;
        })) {
            work.soon();
            assertDone(2);
        }
        assertEquals(cause, failures.get(0));
    }

    @Test
    void no_error_and_no_stray_interrupt_ends_it() throws Exception {
        List<Throwable> causes = List.of(new OutOfMemoryError("none left"), new InterruptedException("of a plugin"));
        AtomicInteger times = new AtomicInteger();
        try (RepeatedWork work = start(Duration.ofMillis(1), () -> {
            int time = times.getAndIncrement();
            Thread.currentThread().interrupt();
            if (time < causes.size()) {
                RepeatedWorkTest.<RuntimeException>sneak(causes.get(time));
            }
        })) {
            assertDone(causes.size() + 2);
            assertEquals(Optional.empty(), work.problem());
        }
        assertEquals(causes, failures);
    }

    @Test
    void telling_a_failure_may_fail_too() throws Exception {
        tellingFails = true;
        try (RepeatedWork work = start(Duration.ofMillis(1), () -> {
            throw new IllegalStateException("broken");
        })) {
            assertDone(2);
            assertEquals(Optional.empty(), work.problem());
        }
    }

    @Test
    void what_will_not_be_done_again_says_so() {
        RepeatedWork work = start(NEVER, () -> {});
        work.close();
        assertEquals(
                "the thread repeated has ended; restart the host, and see its log",
                work.problem().orElse(""));
    }

    @Test
    void closing_it_ends_what_is_at_work_and_tells_no_failure() throws Exception {
        CountDownLatch at = new CountDownLatch(1);
        RepeatedWork work = start(NEVER, () -> {
            at.countDown();
            new CountDownLatch(1).await();
        });
        at.await();
        work.close();

        assertDone(1);
        assertEquals("end", done.poll(10, TimeUnit.SECONDS));
        assertEquals(List.of(), failures);
        assertFalse(Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("repeated")));
    }

    private void assertDone(int times) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            assertEquals("done", done.poll(10, TimeUnit.SECONDS));
        }
    }

    @SuppressWarnings("unchecked") // to throw what is not declared, as a plugin may
    private static <X extends Throwable> void sneak(Throwable cause) throws X {
        throw (X) cause;
    }

    /** Something that may throw. */
    private interface Step {
        void run() throws Exception;
    }

    private RepeatedWork start(Duration every, Step step) {
        return RepeatedWork.start("repeated", every, new RepeatedWork.Work() {
            @Override
            public void once() throws Exception {
                try {
                    step.run();
                } finally {
                    done.add("done");
                }
            }

            @Override
            public void failed(Throwable cause) {
                failures.add(cause);
                if (tellingFails) {
                    throw new OutOfMemoryError("none left for the log");
                }
            }

            @Override
            public void end() {
                done.add("end");
            }
        });
    }
}
