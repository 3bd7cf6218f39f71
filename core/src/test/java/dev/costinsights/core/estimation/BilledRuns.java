package dev.costinsights.core.estimation;

import dev.costinsights.core.attribution.pricing.PriceBook;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.Price;
import dev.costinsights.core.model.PriceSource;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageOrigin;
import java.math.BigDecimal;

/** Runs of one job on serverless compute, and the price of what they take. */
final class BilledRuns {

    static final long HOUR = 3_600_000_000L;
    static final long DAY = 24 * HOUR;
    static final UsageOrigin ORIGIN = UsageOrigin.builder()
            .accountId("acme")
            .workspaceId("101")
            .cloud("AWS")
            .skuName("JOBS")
            .usageUnit("DBU")
            .build();
    static final PriceBook PRICES = PriceBook.builder()
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

    private BilledRuns() {}

    /** An hour's run. */
    static BilledWork run(String id, long start, String quantity) {
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
