package dev.costinsights.core.estimation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.attribution.pricing.PriceBook;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.Price;
import dev.costinsights.core.model.PriceSource;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageOrigin;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private static final long HOUR = 3_600_000_000L;
    private static final long DAY = 24 * HOUR;
    private static final UsageOrigin ORIGIN = UsageOrigin.builder()
            .accountId("acme")
            .workspaceId("101")
            .cloud("AWS")
            .skuName("JOBS")
            .usageUnit("DBU")
            .build();
    private static final PriceBook PRICES = PriceBook.builder()
            .add(new Price(
                    PriceSource.LIST,
                    "",
                    "AWS",
                    "JOBS",
                    "DBU",
                    "USD",
                    new TimeSpan(0, TimeSpan.FOREVER),
                    new BigDecimal("0.5")))
            .build();

    @Test
    void workIsEstimatedByBillsThatWereThereWhenItEnded() {
        Replay replay = Replay.of(
                PRICES,
                List.of(run("1", 0, "4"), run("2", HOUR, "4"), run("3", 2 * HOUR, "4"), run("4", 2 * DAY, "5")),
                DAY);

        assertEquals(1, replay.estimates().errors().get(EstimationKind.JOB).count());
        assertEquals(
                0,
                new BigDecimal("0.2")
                        .compareTo(replay.estimates()
                                .errors()
                                .get(EstimationKind.JOB)
                                .median()));
    }

    @Test
    void workToComeIsEstimatedByAllBills() {
        Replay replay = Replay.of(PRICES, List.of(run("1", 0, "4"), run("2", HOUR, "4"), run("3", 2 * HOUR, "4")), DAY);

        Estimate next = estimate(replay, "j1").orElseThrow();

        assertEquals(0, new BigDecimal("8").compareTo(next.quantity().orElseThrow()));
        assertEquals(0, new BigDecimal("4").compareTo(next.cost().orElseThrow()));
        assertEquals("3", next.inputs().get("calibrated_by"));
        assertTrue(replay.knows(EstimationKind.JOB, "101", "j1"));
    }

    @Test
    void aJobThatWasNeverBilledHasTheSkuOfOthersOnSuchCompute() {
        Replay replay = Replay.of(PRICES, List.of(run("r1", 0, "3")), DAY);

        Estimate estimate = estimate(replay, "another").orElseThrow();

        assertEquals(ORIGIN, estimate.work().billing());
        assertEquals(Optional.empty(), estimate.quantity(), "but how much it takes nobody knows");
        assertFalse(replay.knows(EstimationKind.JOB, "101", "j1"), "one bill is not enough");
    }

    @Test
    void theOrderOfTheBillsMakesNoDifference() {
        List<BilledWork> works = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            works.add(run("r" + i, i * DAY / 5, String.valueOf(3 + i % 7)));
        }
        Map<EstimationKind, Estimates.Errors> errors =
                Replay.of(PRICES, works, DAY).estimates().errors();
        Collections.shuffle(works, new Random(7));

        assertTrue(errors.get(EstimationKind.JOB).count() > 40);
        assertEquals(errors, Replay.of(PRICES, works, DAY).estimates().errors());
    }

    private static Optional<Estimate> estimate(Replay replay, String job) {
        return replay.estimate(
                EstimationKind.JOB,
                "101",
                job,
                ExecutionType.JOB_RUN,
                "next",
                new TimeSpan(9 * DAY, 9 * DAY + 2 * HOUR),
                new Compute.Serverless());
    }

    /** An hour's run. */
    private static BilledWork run(String id, long start, String quantity) {
        EndedWork work = new EndedWork(
                EstimationKind.JOB,
                "101",
                "j1",
                ExecutionType.JOB_RUN,
                id,
                new TimeSpan(start, start + HOUR),
                new Compute.Serverless(),
                ORIGIN);
        return new BilledWork(work, start + HOUR, new BigDecimal(quantity));
    }
}
