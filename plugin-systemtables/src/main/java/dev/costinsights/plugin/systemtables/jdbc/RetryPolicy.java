package dev.costinsights.plugin.systemtables.jdbc;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Whether, and after how long, something that failed is tried again. Reading is safe to repeat, so what decides is the
 * kind of failure, the number of attempts, the time left, and the budget that all connections share.
 *
 * <p>Without a word from the server the wait is drawn evenly from 0 to a ceiling that doubles with each attempt ("full
 * jitter"), so that many clients that failed together do not come back together. With a word from it, the wait is what
 * it asks for, and a little more.
 *
 * @param attempts at most, the first included
 * @param base the first ceiling
 * @param ceiling the highest one
 */
record RetryPolicy(int attempts, Duration base, Duration ceiling) {

    /** How much more than the server asks for, at most. */
    private static final Duration SPREAD = Duration.ofSeconds(1);

    RetryPolicy(int attempts) {
        this(attempts, Duration.ofMillis(500), Duration.ofSeconds(30));
    }

    /**
     * @param failed how many attempts have failed so far
     * @param left until the deadline
     * @return how long to wait before the next attempt; empty when there must not be one
     */
    Optional<Duration> next(Failure failure, int failed, Duration left, RetryBudget budget, RandomGenerator random) {
        if (!failure.mayPass() || failed >= attempts) {
            return Optional.empty();
        }
        Duration wait = failure.retryAfter()
                .map(asked -> asked.plus(upTo(SPREAD, random)))
                .orElseGet(() -> upTo(ceilingAfter(failed), random));
        if (wait.compareTo(left) >= 0 || !budget.spend()) {
            return Optional.empty();
        }
        return Optional.of(wait);
    }

    private Duration ceilingAfter(int failed) {
        int doublings = Math.min(failed - 1, 30);
        Duration doubled = base.multipliedBy(1L << doublings);
        return doubled.compareTo(ceiling) > 0 ? ceiling : doubled;
    }

    private static Duration upTo(Duration most, RandomGenerator random) {
        return Duration.ofNanos(random.nextLong(most.toNanos() + 1));
    }
}
