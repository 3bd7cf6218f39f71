package dev.costinsights.core.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkspaceCallsTest {

    /** As a client's exception would be. */
    private static final class Refused extends RuntimeException {
        private final int status;

        Refused(int status) {
            super("refused with " + status);
            this.status = status;
        }
    }

    private static WorkspaceCalls calls(long perSecond) {
        return new WorkspaceCalls(perSecond, failure -> failure instanceof Refused refused ? refused.status : 0);
    }

    @Test
    void an_answer_is_handed_on() throws InterruptedException {
        assertEquals("42", calls(1000).call("the runs", () -> "42"));
    }

    @Test
    void not_more_calls_are_made_in_a_second_than_was_said() throws InterruptedException {
        WorkspaceCalls calls = calls(50);
        long start = System.nanoTime();
        for (int i = 0; i < 4; i++) {
            calls.call("the runs", () -> "");
        }

        assertTrue(System.nanoTime() - start >= 3 * 20_000_000L, "four calls at 50 a second take 60 ms");
    }

    @ParameterizedTest
    @CsvSource({
        "400, CONFIGURATION",
        "401, PERMISSION",
        "403, PERMISSION",
        "404, NOT_FOUND",
        "429, THROTTLED",
        "503, UNAVAILABLE"
    })
    void a_failure_is_named_by_its_status(int status, ErrorCode code) {
        Refused refused = new Refused(status);
        CostInsightsException failure =
                assertThrows(CostInsightsException.class, () -> calls(1000).call("the runs", () -> {
                    throw refused;
                }));

        assertEquals(code, failure.code());
        assertEquals("the runs of the workspace cannot be read: refused with " + status, failure.getMessage());
        assertSame(refused, failure.getCause());
    }

    @Test
    void what_has_no_status_is_unavailable() {
        CostInsightsException failure =
                assertThrows(CostInsightsException.class, () -> calls(1000).call("the runs", () -> {
                    throw new IllegalStateException("no route");
                }));

        assertEquals(ErrorCode.UNAVAILABLE, failure.code());
    }

    @Test
    void whoever_waits_can_be_interrupted_though_the_client_cannot() {
        CountDownLatch never = new CountDownLatch(1);
        Thread.currentThread().interrupt();

        assertThrows(InterruptedException.class, () -> calls(1000).call("the runs", () -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return "";
        }));
        never.countDown();
    }
}
