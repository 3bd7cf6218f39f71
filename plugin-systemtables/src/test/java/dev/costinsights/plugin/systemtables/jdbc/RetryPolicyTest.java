package dev.costinsights.plugin.systemtables.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.spi.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When something is tried again, and when not. */
class RetryPolicyTest {

    private static final RetryPolicy POLICY = new RetryPolicy(5);
    private static final Duration MINUTES = Duration.ofMinutes(10);

    /** Always draws the longest wait. */
    private static final RandomGenerator LONGEST = new RandomGenerator() {
        @Override
        public long nextLong() {
            return 0;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    };

    @ParameterizedTest(name = "{0}, {1} failed, asked for {2}, {3} s left: at most {4} ms")
    @CsvSource(
            nullValues = "-",
            value = {
                // The ceiling doubles, up to 30 s.
                "PASSING, 1, -, 600, 500",
                "PASSING, 2, -, 600, 1000",
                "PASSING, 3, -, 600, 2000",
                "PASSING, 4, -, 600, 4000",
                // The server's word, and up to a second more.
                "PASSING, 1, 0, 600, 1000",
                "PASSING, 1, 7, 600, 8000",
                "PASSING, 1, 86400, 600, 61000",
                "PASSING, 1, -5, 600, 1000",
                "PASSING, 1, soon, 600, 500",
                "PASSING, 4, 60, 600, 61000",
                // Five attempts, and no more.
                "PASSING, 5, -, 600, -",
                "PASSING, 5, 1, 600, -",
                // No attempt that would start after the deadline.
                "PASSING, 1, 60, 60, -",
                "PASSING, 4, -, 3, -",
                "PASSING, 1, -, 0, -",
                // What stays as it is.
                "LASTING, 1, -, 600, -",
                "LASTING, 1, 1, 600, -",
                "TOKEN, 1, -, 600, -",
            })
    void waits(Failure.Kind kind, int failed, String retryAfter, int left, Long most) {
        Failure failure =
                new Failure(ErrorCode.UNAVAILABLE, "it failed", kind, RetryAfter.parse(retryAfter, Instant.EPOCH));

        Optional<Duration> wait = POLICY.next(failure, failed, Duration.ofSeconds(left), new RetryBudget(10), LONGEST);

        assertEquals(Optional.ofNullable(most), wait.map(Duration::toMillis));
    }

    @Test
    void the_wait_is_drawn_from_all_of_the_range() {
        Random random = new Random(7);
        Failure failure = Failure.passing(ErrorCode.UNAVAILABLE, "it failed");
        RetryBudget budget = new RetryBudget(1_000);
        long below = 0;
        for (int i = 0; i < 1_000; i++) {
            Duration wait = POLICY.next(failure, 4, MINUTES, budget, random).orElseThrow();
            assertFalse(wait.isNegative() || wait.toMillis() > 4_000, wait.toString());
            below += wait.toMillis() < 2_000 ? 1 : 0;
        }
        assertTrue(below > 400 && below < 600, below + " of 1000 in the lower half");
    }

    @Test
    void all_connections_together_repeat_no_more_than_the_budget() {
        Failure failure = Failure.passing(ErrorCode.THROTTLED, "slow down");
        RetryBudget budget = new RetryBudget(3);
        int repeated = 0;
        for (int i = 0; i < 100; i++) {
            repeated += POLICY.next(failure, 1, MINUTES, budget, new Random(i)).isPresent() ? 1 : 0;
        }
        assertEquals(3, repeated);

        for (int i = 0; i < 10; i++) {
            budget.succeeded();
        }
        assertTrue(budget.spend(), "ten successes pay for one repetition");
        assertFalse(budget.spend());
    }

    @ParameterizedTest(name = "Retry-After: {0} at midnight is {1} s")
    @CsvSource(
            nullValues = "-",
            value = {
                "0, 0",
                "1, 1",
                "59, 59",
                "60, 60",
                "61, 60",
                "86400, 60",
                "99999999999999999999999999, 60",
                "-1, 0",
                "-99999999999999999999999999, 0",
                "1.5, 1",
                "' 7 ', 7",
                "+3, 3",
                "007, 7",
                "'Tue, 24 Nov 2026 00:00:30 GMT', 30",
                "'Tue, 24 Nov 2026 00:00:00 GMT', 0",
                "'Mon, 23 Nov 2026 00:00:00 GMT', 0",
                "'Sun, 24 Nov 2999 00:00:00 GMT', 60",
                "'Fri, 31 Dec 9999 23:59:59 GMT', 60",
                "'', -",
                "-, -",
                "soon, -",
                "NaN, -",
                "1e3, -",
                "0x10, -",
            })
    void retry_after_is_held_within_a_minute(String header, Long seconds) {
        Instant midnight = Instant.parse("2026-11-24T00:00:00Z");
        assertEquals(
                Optional.ofNullable(seconds), RetryAfter.parse(header, midnight).map(Duration::toSeconds));
    }
}
