package dev.costinsights.host.estimate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.context.AttributionContext;
import dev.costinsights.core.estimation.Compute;
import dev.costinsights.core.estimation.EstimationKind;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.Price;
import dev.costinsights.core.model.PriceSource;
import dev.costinsights.core.model.ResourceType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.WarehouseVersion;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.ExecutionOutcome;
import dev.costinsights.core.tracking.ExecutionPhase;
import dev.costinsights.core.tracking.ExecutionPlace;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** Work, its bills and its ends, as tests of estimates need them. */
final class Samples {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    static final LocalDate DAY = LocalDate.of(2026, 10, 1);
    static final long HOUR = 3_600 * TimeSpan.SECOND;
    static final long START =
            TimeSpan.micros(DAY.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    static final RateBook RATES = new RateBook(
            List.of(price("JOBS", "0.5"), price("SQL", "0.7")),
            List.of(new WarehouseVersion("", "101", "w", null, "PRO", "SMALL", Map.of(), null, 0, TimeSpan.FOREVER)));

    /** An hour of job j. */
    static WorkOfDay work(LocalDate date, String run, String quantity, boolean isOver) {
        long start = TimeSpan.micros(date.atStartOfDay(ZoneOffset.UTC).toInstant());
        return new WorkOfDay(
                date,
                EstimationKind.JOB,
                "101",
                run,
                "j",
                new TimeSpan(start, start + HOUR),
                HOUR,
                isOver,
                new Compute.Serverless(),
                WorkOfDay.billing("account", "101", "AWS", "JOBS", "DBU"),
                new BigDecimal(quantity),
                new BigDecimal(quantity));
    }

    static WorkOfDay warehouseDay() {
        long start = TimeSpan.micros(DAY.atStartOfDay(ZoneOffset.UTC).toInstant());
        return new WorkOfDay(
                DAY,
                EstimationKind.WAREHOUSE,
                "101",
                "other " + DAY,
                "other",
                new TimeSpan(start, start + HOUR),
                HOUR,
                true,
                new Compute.Warehouse("PRO", null, 1, 1),
                WorkOfDay.billing("account", "101", "AWS", "SQL", "DBU"),
                BigDecimal.TEN,
                BigDecimal.TEN);
    }

    static ExecutionEvent run(String id, int hours) {
        return event(
                ExecutionType.JOB_RUN,
                id,
                ExecutionPhase.ENDED,
                hours * HOUR,
                ExecutionPlace.UNKNOWN,
                Map.of("job_id", "j"));
    }

    static ExecutionEvent statement(String id, String warehouse) {
        return event(
                ExecutionType.STATEMENT,
                id,
                ExecutionPhase.ENDED,
                HOUR,
                new ExecutionPlace("host", "101", ResourceType.WAREHOUSE, warehouse, null),
                Map.of());
    }

    static ExecutionEvent event(
            ExecutionType type,
            String id,
            ExecutionPhase phase,
            long duration,
            ExecutionPlace place,
            Map<String, String> details) {
        AttributionContext context =
                AttributionContext.builder().opaqueId("a").job("nightly").build();
        return new ExecutionEvent(
                type, id, phase, ExecutionOutcome.SUCCEEDED, START, duration, context, place, details);
    }

    static void assertSame(String expected, Optional<BigDecimal> actual) {
        assertTrue(
                actual.isPresent() && actual.get().compareTo(new BigDecimal(expected)) == 0,
                () -> "expected " + expected + ", was " + actual);
    }

    static Price price(String sku, String amount) {
        return new Price(
                PriceSource.LIST,
                "",
                "AWS",
                sku,
                "DBU",
                "USD",
                new TimeSpan(0, TimeSpan.FOREVER),
                new BigDecimal(amount));
    }

    /** An empty database of its own. */
    static DataSource memory(String name) {
        JdbcDataSource memory = new JdbcDataSource();
        memory.setURL("jdbc:h2:mem:" + name + DATABASES.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
        return memory;
    }

    private Samples() {}
}
