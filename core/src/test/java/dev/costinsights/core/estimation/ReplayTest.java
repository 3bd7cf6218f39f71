package dev.costinsights.core.estimation;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
