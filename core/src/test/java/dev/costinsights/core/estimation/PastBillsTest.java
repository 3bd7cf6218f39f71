package dev.costinsights.core.estimation;

import static dev.costinsights.core.estimation.BilledRuns.DAY;
import static dev.costinsights.core.estimation.BilledRuns.HOUR;
import static dev.costinsights.core.estimation.BilledRuns.ORIGIN;
import static dev.costinsights.core.estimation.BilledRuns.PRICES;
import static dev.costinsights.core.estimation.BilledRuns.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.TimeSpan;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PastBillsTest {

    @Test
    void workToComeIsEstimatedByAllBills() {
        PastBills past = PastBills.of(PRICES, List.of(run("1", 0, "4"), run("2", HOUR, "4"), run("3", 2 * HOUR, "4")));

        Estimate next = estimate(past, "j1").orElseThrow();

        assertEquals(0, new BigDecimal("8").compareTo(next.quantity().orElseThrow()));
        assertEquals(0, new BigDecimal("4").compareTo(next.cost().orElseThrow()));
        assertEquals("3", next.inputs().get("calibrated_by"));
        assertTrue(past.knows(EstimationKind.JOB, "101", "j1"));
    }

    @Test
    void aJobThatWasNeverBilledHasTheSkuOfOthersOnSuchCompute() {
        PastBills past = PastBills.of(PRICES, List.of(run("r1", 0, "3")));

        Estimate estimate = estimate(past, "another").orElseThrow();

        assertEquals(ORIGIN, estimate.work().billing());
        assertEquals(Optional.empty(), estimate.quantity(), "but how much it takes nobody knows");
        assertFalse(past.knows(EstimationKind.JOB, "101", "j1"), "one bill is not enough");
    }

    private static Optional<Estimate> estimate(PastBills past, String job) {
        return past.estimate(
                EstimationKind.JOB,
                "101",
                job,
                ExecutionType.JOB_RUN,
                "next",
                new TimeSpan(9 * DAY, 9 * DAY + 2 * HOUR),
                new Compute.Serverless());
    }
}
