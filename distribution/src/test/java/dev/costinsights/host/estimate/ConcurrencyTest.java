package dev.costinsights.host.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.costinsights.core.model.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

final class ConcurrencyTest {

    @Test
    void what_runs_alone_shares_with_nobody() {
        Concurrency alone = new Concurrency(List.of(new TimeSpan(100, 200)));
        assertEquals(1, alone.during(new TimeSpan(100, 200)));
        assertEquals(1, alone.during(new TimeSpan(500, 600)));
        assertEquals(1, alone.during(new TimeSpan(150, 150)));
    }

    /** {@code -Dcostinsights.seed=N} replays. */
    @Test
    void the_average_is_that_of_counting_moment_by_moment() {
        long seed =
                Long.getLong("costinsights.seed", ThreadLocalRandom.current().nextLong());
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            long origin = random.nextLong(1L << 51);
            List<TimeSpan> spans = new ArrayList<>();
            for (int i = random.nextInt(1, 40); i > 0; i--) {
                long start = origin + random.nextInt(200);
                spans.add(new TimeSpan(start, start + random.nextInt(60)));
            }
            Concurrency concurrency = new Concurrency(spans);
            for (TimeSpan span : spans) {
                long moments = 0;
                for (long at = span.startMicros(); at < span.endMicros(); at++) {
                    long moment = at;
                    moments += spans.stream()
                            .filter(other -> other.contains(moment))
                            .count();
                }
                long expected = span.length() == 0 ? 1 : Math.max(1, (moments + span.length() / 2) / span.length());
                assertEquals(expected, concurrency.during(span), "-Dcostinsights.seed=" + seed);
            }
        }
    }
}
