package dev.costinsights.core.estimation;

import static dev.costinsights.core.estimation.BilledRuns.DAY;
import static dev.costinsights.core.estimation.BilledRuns.HOUR;
import static dev.costinsights.core.estimation.BilledRuns.PRICES;
import static dev.costinsights.core.estimation.BilledRuns.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplayTest {

    @Test
    void workIsEstimatedByBillsThatWereThereWhenItEnded() {
        Estimates estimates = Replay.of(
                PRICES,
                List.of(run("1", 0, "4"), run("2", HOUR, "4"), run("3", 2 * HOUR, "4"), run("4", 2 * DAY, "5")),
                DAY);

        assertEquals(1, estimates.errors().get(EstimationKind.JOB).count());
        assertEquals(
                0,
                new BigDecimal("0.2")
                        .compareTo(estimates.errors().get(EstimationKind.JOB).median()));
    }

    @Test
    void theOrderOfTheBillsMakesNoDifference() {
        List<BilledWork> works = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            works.add(run("r" + i, i * DAY / 5, String.valueOf(3 + i % 7)));
        }
        Map<EstimationKind, Estimates.Errors> errors =
                Replay.of(PRICES, works, DAY).errors();
        Collections.shuffle(works, new Random(7));

        assertTrue(errors.get(EstimationKind.JOB).count() > 40);
        assertEquals(errors, Replay.of(PRICES, works, DAY).errors());
    }
}
