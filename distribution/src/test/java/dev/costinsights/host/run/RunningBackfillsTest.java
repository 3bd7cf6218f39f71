package dev.costinsights.host.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.host.http.ApiRequest;
import dev.costinsights.host.http.BackfillRoutes;
import dev.costinsights.host.http.ProblemException;
import dev.costinsights.host.http.Route;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RunningBackfillsTest {

    @Test
    void where_none_will_run_any_more_none_is_promised() throws InterruptedException {
        // Without a runner, the first one fails with a bug.
        BackfillWork work = new BackfillWork(null, Clock.systemUTC(), 1, new SimpleMeterRegistry());
        RunningBackfills backfills = RunningBackfills.start(work, Duration.ofDays(1));
        Route begin = BackfillRoutes.of(Optional.of(backfills)).stream()
                .filter(route -> route.method().equals("POST"))
                .findFirst()
                .orElseThrow();
        ApiRequest call = new ApiRequest("POST", BackfillRoutes.PATH, Map.of(), new byte[0]);
        assertEquals(202, begin.handler().handle(call).status());

        for (int i = 0; i < 200 && work.state().last().isEmpty(); i++) {
            Thread.sleep(50);
        }
        assertEquals(
                RunningBackfills.Outcome.FAILED,
                work.state().last().orElseThrow().outcome());
        backfills.close();

        assertTrue(backfills.problem().isPresent());
        ProblemException refused =
                assertThrows(ProblemException.class, () -> begin.handler().handle(call));
        assertEquals(backfills.problem().orElseThrow(), refused.getMessage());
    }
}
