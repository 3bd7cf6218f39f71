package dev.costinsights.benchmarks;

import dev.costinsights.core.attribution.AttributionOptions;
import dev.costinsights.core.attribution.engine.Attribution;
import dev.costinsights.core.attribution.facts.FactCollector;
import dev.costinsights.core.attribution.facts.Facts;
import dev.costinsights.core.context.ContextReader;
import dev.costinsights.core.model.Price;
import dev.costinsights.core.model.PriceSource;
import dev.costinsights.core.model.RecordType;
import dev.costinsights.core.model.Statement;
import dev.costinsights.core.model.StatementOrigin;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageKey;
import dev.costinsights.core.model.UsageMetadata;
import dev.costinsights.core.model.UsageOrigin;
import dev.costinsights.core.model.UsageRecord;
import dev.costinsights.core.model.WarehouseEvent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * The engine without reading and writing: facts in memory, ledger rows to a sink that only counts them. Prints statements
 * a second of the one thread that it uses, by that thread's CPU time, after runs to warm up.
 *
 * <p>Arguments: statements, runs.
 */
public final class EngineAlone {

    private static final long HOUR = 3_600_000_000L;
    private static final int HOURS = 720;
    private static final int WAREHOUSES = 50;
    private static final long START = TimeSpan.micros(Instant.parse("2026-10-02T00:00:00Z"));
    private static final long SEED = 7;

    private EngineAlone() {}

    public static void main(String[] args) throws IOException {
        int statements = Integer.parseInt(args[0]);
        int runs = Integer.parseInt(args[1]);
        AttributionOptions options = AttributionOptions.builder(new TimeSpan(START, START + HOURS * HOUR))
                .build();
        var threads = ManagementFactory.getThreadMXBean();
        try (Facts facts = facts(options, statements)) {
            for (int run = 1; run <= runs; run++) {
                long[] rows = new long[1];
                long before = threads.getCurrentThreadCpuTime();
                Attribution.run(facts, options, ContextReader.standard(), row -> rows[0]++);
                double seconds = (threads.getCurrentThreadCpuTime() - before) / 1e9;
                System.out.printf(
                        Locale.ROOT,
                        "run %d: %d statements, %d ledger rows, %.2f CPU-s, %.2f million statements a second%n",
                        run,
                        statements,
                        rows[0],
                        seconds,
                        statements / seconds / 1e6);
            }
        }
    }

    private static Facts facts(AttributionOptions options, int statements) {
        FactCollector facts = new FactCollector(options, ContextReader.standard());
        SplittableRandom random = new SplittableRandom(SEED);
        facts.price(new Price(
                PriceSource.EFFECTIVE_LIST,
                "",
                "AWS",
                "SQL",
                "DBU",
                "USD",
                new TimeSpan(0, TimeSpan.FOREVER),
                new BigDecimal("0.70")));
        for (int w = 0; w < WAREHOUSES; w++) {
            warehouse(facts, w, random);
        }
        StatementOrigin[] origins = new StatementOrigin[WAREHOUSES * 20];
        for (int i = 0; i < origins.length; i++) {
            origins[i] = StatementOrigin.builder()
                    .accountId("a")
                    .workspaceId("1")
                    .warehouseId("w" + i / 20)
                    .executedBy("user" + i + "@example.com")
                    .queryTags(
                            i % 4 == 0
                                    ? Map.of("dagster_snowflake_opaque_id", "id" + i, "dagster_job_name", "job" + i)
                                    : Map.of())
                    .build();
        }
        for (int i = 0; i < statements; i++) {
            long start = START + random.nextLong(HOURS * HOUR);
            // Mostly seconds, at times hours.
            long length = (long) (2_000_000 * Math.exp(1.5 * random.nextDouble(-2, 4)));
            facts.statement(new Statement(
                    new UUID(random.nextLong(), random.nextLong()).toString(),
                    origins[random.nextInt(origins.length)],
                    new TimeSpan(start, start + length),
                    start + length,
                    0,
                    0,
                    20,
                    length / 1000,
                    length / 100,
                    5,
                    false));
        }
        facts.readable(SystemTable.QUERY_HISTORY);
        facts.readable(SystemTable.COMPUTE_WAREHOUSE_EVENTS);
        return facts.seal();
    }

    private static void warehouse(FactCollector facts, int number, SplittableRandom random) {
        String id = "w" + number;
        facts.warehouseEvent(
                new WarehouseEvent("a", "1", id, WarehouseEvent.Type.RUNNING, 1 + number % 4, START - HOUR));
        UsageOrigin origin = UsageOrigin.builder()
                .accountId("a")
                .workspaceId("1")
                .cloud("AWS")
                .skuName("SQL")
                .usageUnit("DBU")
                .product("SQL")
                .metadata(UsageMetadata.of(Map.of(UsageKey.WAREHOUSE_ID, id)))
                .build();
        for (int hour = 0; hour < HOURS; hour++) {
            TimeSpan span = new TimeSpan(START + hour * HOUR, START + (hour + 1) * HOUR);
            LocalDate day = LocalDate.ofInstant(TimeSpan.instant(span.startMicros()), ZoneOffset.UTC);
            facts.usage(new UsageRecord(
                    new UUID(random.nextLong(), random.nextLong()).toString(),
                    origin,
                    span,
                    day,
                    new BigDecimal("12.345678901234567890"),
                    RecordType.ORIGINAL,
                    day));
        }
    }
}
