package dev.costinsights.workspace.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.workspace.company.Price;
import dev.costinsights.workspace.simulation.Billing.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BillingTest {
    private static final Instant END = Instant.parse("2026-11-01T00:00:00Z");
    private static final long SEED = Long.getLong("costinsights.seed", 42);
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;
    private static final int RECORDS = 5_000;
    private static final BigDecimal USED = new BigDecimal("3.141592");

    private final SimulationPlan plan = new SimulationPlan(SEED, 10, 20, END, Profile.MIXED);

    @Test
    void whatIsBilledInTheEndIsWhatWasUsed() {
        for (List<Row> rows : records(Billing.of(plan))) {
            BigDecimal net = rows.stream().map(Row::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
            assertEquals(USED, net, () -> "seed " + SEED + ", " + rows);
        }
    }

    @Test
    void someRecordsAreLateAndSomeAreCorrectedOnceOrTwiceOrWithNothingInTheirPlace() {
        List<List<Row>> records = records(Billing.of(plan));
        assertTrue(part(records, rows -> rows.get(0).ingested() > 12 * HOUR) > 0.02, "seed " + SEED);
        assertTrue(part(records, rows -> rows.get(0).ingested() > 4 * DAY) > 0.001, "seed " + SEED);
        assertTrue(part(records, rows -> types(rows).equals("ORIGINAL RETRACTION RESTATEMENT")) > 0.005);
        assertTrue(
                part(records, rows -> types(rows).equals("ORIGINAL RETRACTION RESTATEMENT RETRACTION RESTATEMENT")) > 0,
                "seed " + SEED);
        assertTrue(part(records, rows -> types(rows).equals("ORIGINAL ORIGINAL RETRACTION")) > 0.001);
        assertTrue(part(records, rows -> rows.size() == 1) > 0.95, "seed " + SEED);
    }

    @Test
    void noRowComesBeforeTheUsageHasEndedNorACorrectionBeforeWhatItCorrects() {
        for (List<Row> rows : records(Billing.of(plan))) {
            long before = HOUR;
            for (Row row : rows) {
                assertTrue(row.ingested() >= before, () -> "seed " + SEED + ", " + rows);
                before = row.ingested();
            }
        }
    }

    @Test
    void everyRowHasARecordIdOfItsOwnAndAnEqualPlanGivesEqualRows() {
        List<List<Row>> records = records(Billing.of(plan));
        Set<String> ids = new HashSet<>();
        records.forEach(rows -> rows.forEach(row -> assertTrue(ids.add(row.recordId()), row.recordId())));
        assertEquals(records, records(Billing.of(plan)));
    }

    @Test
    void aBillOnTimeHasOneRowOfEachRecordOnTheSameDay() {
        for (List<Row> rows : records(Billing.onTime(plan))) {
            assertEquals("ORIGINAL", types(rows));
            assertTrue(rows.get(0).ingested() < DAY);
        }
    }

    @Test
    void pricesChangeInThePeriodAlsoInTheMiddleOfAnHour() {
        List<Price> prices = Billing.of(plan).prices().all();
        long inside = prices.stream()
                .filter(price -> price.start() > plan.startMillis() && price.start() < END.toEpochMilli())
                .count();
        assertEquals(prices.size() * 2L / 3, inside);
        assertTrue(prices.stream().anyMatch(price -> price.start() % HOUR == HOUR / 2));
    }

    private static List<List<Row>> records(Billing billing) {
        List<List<Row>> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            records.add(billing.rows("record " + i, HOUR, USED));
        }
        return records;
    }

    private static double part(List<List<Row>> records, Predicate<List<Row>> which) {
        return records.stream().filter(which).count() / (double) RECORDS;
    }

    private static String types(List<Row> rows) {
        return rows.stream().map(Row::recordType).collect(Collectors.joining(" "));
    }
}
