package dev.costinsights.core;

import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * Runs a property on many random cases. Every run takes new ones; a failure names its seed, and
 * {@code -Dcostinsights.seed=<seed>} runs the failed case first.
 */
public final class RandomCases {

    private static final Long REPLAYED = Long.getLong("costinsights.seed");

    private RandomCases() {}

    public static void forAll(int cases, Consumer<SplittableRandom> property) {
        long first = REPLAYED != null ? REPLAYED : ThreadLocalRandom.current().nextLong();
        for (int i = 0; i < cases; i++) {
            long seed = first + i;
            try {
                property.accept(new SplittableRandom(seed));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("failed with -Dcostinsights.seed=" + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
