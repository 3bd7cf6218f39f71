package dev.costinsights.host.costs;

import dev.costinsights.core.attribution.AttributionResult;
import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.model.AmountBasis;
import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.ChargeStatus;
import dev.costinsights.core.model.ExecutionType;
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
import dev.costinsights.host.ledger.LedgerFiles;
import dev.costinsights.host.ledger.LedgerFormat;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Rows as a ledger may have them: two currencies and none, negative and huge amounts, names with the letters that SQL,
 * filters and file names mean something by, 40 days from 2026-09-20 on.
 */
final class RandomLedger {

    static final LocalDate FIRST = LocalDate.of(2026, 9, 20);
    static final int DAYS = 40;

    private static final List<String> JOBS = List.of("nightly", "o'brien", "a,b", "x;y", "back\\slash", "=1+1", "日本");

    private final Random random;
    private final List<LedgerRow> rows = new ArrayList<>();

    RandomLedger(long seed) {
        random = new Random(seed);
        int charges = 1 + random.nextInt(120);
        for (int i = 0; i < charges; i++) {
            charge(i);
        }
    }

    List<LedgerRow> rows() {
        return rows;
    }

    /** Writes it as attribute does. */
    Path write(Path folder) {
        try (LedgerFiles files = LedgerFiles.in(folder, LedgerFormat.PARQUET)) {
            rows.forEach(files::row);
            files.publish(new AttributionResult(List.of(), 0, rows.size(), 0, 0, Instant.EPOCH));
        }
        return folder;
    }

    static BigDecimal decimal(Int128 units) {
        return new BigDecimal(units.toBigInteger(), Charge.COST_SCALE);
    }

    private void charge(int index) {
        LocalDate day = FIRST.plusDays(random.nextInt(DAYS));
        long start =
                TimeSpan.micros(day.atStartOfDay(ZoneOffset.UTC).toInstant()) + random.nextInt(23) * 3_600_000_000L;
        String currency = pick(List.of("USD", "USD", "EUR", ""));
        boolean isPriced = !currency.isEmpty();
        Charge charge = new Charge(
                "rec-" + index,
                random.nextInt(2),
                UsageOrigin.builder()
                        .accountId("acc")
                        .workspaceId(pick(List.of("", "1", "2")))
                        .cloud("AWS")
                        .skuName(pick(List.of("SQL_SKU", "JOBS_SKU")))
                        .usageUnit("DBU")
                        .product(pick(List.of("SQL", "JOBS")))
                        .build(),
                RecordType.ORIGINAL,
                day,
                new TimeSpan(start, start + 3_600_000_000L),
                new Resource(ResourceType.WAREHOUSE, "wh-" + random.nextInt(3)),
                Int128.ZERO,
                currency,
                Int128.ZERO,
                Int128.ZERO,
                isPriced ? PriceSource.LIST : PriceSource.NONE,
                ChargeStatus.SETTLED,
                Set.of());
        int parts = 1 + random.nextInt(5);
        for (int i = 0; i < parts; i++) {
            rows.add(row(charge, isPriced));
        }
    }

    private LedgerRow row(Charge charge, boolean isPriced) {
        Category category = !isPriced
                ? Category.UNPRICED
                : pick(List.of(Category.DIRECT, Category.ALLOCATED, Category.IDLE, Category.OVERHEAD));
        boolean hasTarget = category == Category.DIRECT || category == Category.ALLOCATED;
        String job = pick(JOBS);
        boolean isOrchestrated = hasTarget && random.nextInt(4) > 0;
        Int128 cost = isPriced ? amount() : Int128.ZERO;
        return new LedgerRow(
                charge,
                category,
                category == Category.IDLE ? "TAIL" : null,
                hasTarget ? ExecutionType.STATEMENT : null,
                hasTarget ? "stmt-" + random.nextInt(200) : null,
                WorkContext.of(pick(List.of("ann@example.com", "bob@example.com"))),
                isOrchestrated
                        ? new Identity(
                                AttributionContext.builder()
                                        .orchestrator("dagster")
                                        .job(job)
                                        .run(job + "-" + random.nextInt(5))
                                        .build(),
                                IdentityBasis.EXEC_TAG,
                                List.of())
                        : Identity.NONE,
                hasTarget ? AmountBasis.ALLOCATED_WORK : AmountBasis.NONE,
                Int128.of(random.nextLong(1_000_000_000_000_000_000L)),
                cost,
                Int128.of(cost.toBigInteger().divide(BigInteger.TWO)),
                Int128.of(random.nextInt(10)),
                Set.of());
    }

    /** Sometimes so large that floating point would lose the last digits, sometimes taken back, sometimes nothing. */
    private Int128 amount() {
        if (random.nextInt(8) == 0) {
            return Int128.ZERO;
        }
        BigInteger units = BigInteger.valueOf(random.nextLong(3_000_000_000_000L) - 500_000_000_000L);
        return Int128.of(random.nextInt(10) == 0 ? units.multiply(BigInteger.TEN.pow(15)) : units);
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
