package dev.costinsights.core.oracle;

import dev.costinsights.core.model.TimeSpan;
import java.util.List;
import java.util.SplittableRandom;

/** The choices of a random bill. Times come from a handful of instants, so that boundaries coincide. */
final class Dice {

    private static final List<String> TIMES = List.of(
            "08:00",
            "09:00",
            "09:30",
            "10:00",
            "10:00",
            "10:15",
            "10:30",
            "10:30:00.000001",
            "10:59:59",
            "11:00",
            "11:00",
            "11:20",
            "12:00",
            "13:00");

    private final SplittableRandom random;

    Dice(SplittableRandom random) {
        this.random = random;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** From {@code least} to {@code most}, both possible. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    @SafeVarargs
    final <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    long time() {
        return Time.at(pick(TIMES));
    }

    /** Mostly forwards and short; now and then long, of no length, or backwards. */
    TimeSpan span() {
        if (chance(10)) {
            return Time.between(
                    pick("2026-10-02T00:00", "2026-10-04T11:00"), pick("2026-10-06T12:00", "2026-10-20T00:00"));
        }
        long one = time();
        long other = time();
        return chance(8) ? new TimeSpan(one, other) : new TimeSpan(Math.min(one, other), Math.max(one, other));
    }
}
