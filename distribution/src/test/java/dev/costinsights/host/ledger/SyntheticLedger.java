package dev.costinsights.host.ledger;

import dev.costinsights.core.attribution.LedgerSink;
import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.model.AmountBasis;
import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.ChargeStatus;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.Flag;
import dev.costinsights.core.model.Identity;
import dev.costinsights.core.model.IdentityBasis;
import dev.costinsights.core.model.Int128;
import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.model.PriceSource;
import dev.costinsights.core.model.RecordType;
import dev.costinsights.core.model.Resource;
import dev.costinsights.core.model.ResourceType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageOrigin;
import dev.costinsights.core.model.WorkContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Ledger rows as a month of a large account would give them: hours of a hundred warehouses, statements of a few dozen
 * runs at a time and of people between them. The same number of rows, the same rows.
 */
final class SyntheticLedger {

    private static final long HOUR = 3_600 * TimeSpan.SECOND;
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 10, 1);
    private static final int STATEMENTS_IN_A_CHARGE = 150;
    private static final int RUNS_AT_ONCE = 64;
    private static final int STATEMENTS_IN_A_RUN = 20;

    private final SplittableRandom random = new SplittableRandom(7);
    private final UsageOrigin[] origins = new UsageOrigin[100];
    private final Resource[] warehouses = new Resource[100];
    private final WorkContext[] people = new WorkContext[300];
    private final WorkContext[] jobs = new WorkContext[RUNS_AT_ONCE];
    private final Identity[] runs = new Identity[RUNS_AT_ONCE];

    SyntheticLedger() {
        for (int i = 0; i < origins.length; i++) {
            origins[i] = UsageOrigin.builder()
                    .accountId("7e8f1a2b-0000-4000-8000-000000000001")
                    .workspaceId("61000000000000" + i % 4)
                    .cloud("AWS")
                    .skuName("PREMIUM_SERVERLESS_SQL_COMPUTE_US_EAST_N_VIRGINIA")
                    .usageUnit("DBU")
                    .product("SQL")
                    .build();
            warehouses[i] = new Resource(ResourceType.WAREHOUSE, Long.toHexString(random.nextLong()));
        }
        for (int i = 0; i < people.length; i++) {
            people[i] = WorkContext.of("user" + i + "@example.com");
        }
        for (int i = 0; i < RUNS_AT_ONCE; i++) {
            startRun(i);
        }
    }

    /** Pushes rows; one in a hundred without a price, one in fifty beyond 64 bits. */
    void push(long rows, LedgerSink sink) {
        Charge charge = null;
        for (long i = 0; i < rows; i++) {
            if (charge == null || i % STATEMENTS_IN_A_CHARGE == 0) {
                charge = charge((int) (i / STATEMENTS_IN_A_CHARGE));
            }
            long cost = random.nextLong(1, 2_000_000_000_000L);
            Int128 list = i % 50 == 0 ? new Int128(random.nextLong(0, 10_000), cost) : Int128.of(cost);
            if (i % STATEMENTS_IN_A_RUN == 0) {
                startRun((int) (i / STATEMENTS_IN_A_RUN));
            }
            int run = random.nextInt(RUNS_AT_ONCE);
            boolean orchestrated = i % 5 < 3;
            boolean idle = i % STATEMENTS_IN_A_CHARGE == STATEMENTS_IN_A_CHARGE - 1;
            sink.row(new LedgerRow(
                    charge,
                    idle ? Category.IDLE : charge.isPriced() ? Category.ALLOCATED : Category.UNPRICED,
                    idle ? "BETWEEN" : null,
                    idle ? null : ExecutionType.STATEMENT,
                    idle ? null : uuid(),
                    idle ? WorkContext.UNKNOWN : orchestrated ? jobs[run] : people[random.nextInt(people.length)],
                    idle ? Identity.NONE : orchestrated ? runs[run] : Identity.RUN_AS,
                    idle ? AmountBasis.NONE : AmountBasis.ALLOCATED_WORK,
                    Int128.of(random.nextLong(1_000_000_000_000_000_000L)),
                    list,
                    list,
                    Int128.ZERO,
                    Set.of()));
        }
    }

    private void startRun(int index) {
        int slot = index % RUNS_AT_ONCE;
        jobs[slot] = new WorkContext(
                String.valueOf(8_000_000_000L + index % 500),
                String.valueOf(9_000_000_000L + index),
                "task_" + index % 20,
                null,
                null,
                null,
                null,
                "etl-" + index % 10);
        runs[slot] = new Identity(
                AttributionContext.builder()
                        .opaqueId(uuid())
                        .orchestrator("dagster")
                        .job("job_" + index % 100)
                        .run(uuid())
                        .assets(List.of("mart/table_" + index % 400))
                        .build(),
                IdentityBasis.EXEC_TAG,
                List.of());
    }

    private Charge charge(int index) {
        boolean priced = index % 100 != 99;
        int hour = index / 100 % 744;
        long start = FIRST_DAY.toEpochDay() * 24 * HOUR + hour * HOUR;
        return new Charge(
                uuid(),
                0,
                origins[index % 100],
                RecordType.ORIGINAL,
                FIRST_DAY.plusDays(hour / 24),
                new TimeSpan(start, start + HOUR),
                warehouses[index % 100],
                Int128.ZERO,
                priced ? "USD" : "",
                Int128.ZERO,
                Int128.ZERO,
                priced ? PriceSource.LIST : PriceSource.NONE,
                ChargeStatus.SETTLED,
                index % 40 == 0 ? Set.of(Flag.EVENTS_MISSING) : Set.of());
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
