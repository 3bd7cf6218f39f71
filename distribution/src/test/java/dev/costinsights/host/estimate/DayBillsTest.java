package dev.costinsights.host.estimate;

import static dev.costinsights.host.estimate.Samples.DAY;
import static dev.costinsights.host.estimate.Samples.RATES;
import static dev.costinsights.host.estimate.Samples.statement;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.costinsights.core.model.AmountBasis;
import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.ChargeStatus;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.Identity;
import dev.costinsights.core.model.Int128;
import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.model.PriceSource;
import dev.costinsights.core.model.RecordType;
import dev.costinsights.core.model.Resource;
import dev.costinsights.core.model.ResourceType;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageOrigin;
import dev.costinsights.core.model.WorkContext;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the ledger of a day leaves behind for estimates, and what is left when a day is computed again. */
final class DayBillsTest {

    private static final LocalDate NEXT = DAY.plusDays(1);

    private final EstimateDatabase database = new EstimateDatabase(Samples.memory("days"));
    private final NotedBills noted = new NotedBills(database);
    private final DayBills days = new DayBills(noted, new KeptEstimates(database));

    /** The estimated statement runs in the first hour of the day after {@link Samples#DAY}. */
    @BeforeEach
    void a_statement_has_an_estimate() throws Exception {
        new RecordingEstimates(database, Optional.empty(), Clock.systemUTC()).estimate(List.of(statement("s1", "w")));
    }

    @Test
    void only_statements_with_an_estimate_are_noted_with_the_sum_of_their_rows() throws Exception {
        days.begin(NEXT);
        days.row(row(NEXT, "101", "s1", Category.ALLOCATED, "1.5"));
        days.row(row(NEXT, "101", "s1", Category.DIRECT, "0.5"));
        days.row(row(NEXT, "101", "s1", Category.IDLE, "8"));
        days.row(row(NEXT, "101", "s2", Category.ALLOCATED, "8"));
        days.row(row(NEXT, "102", "s1", Category.ALLOCATED, "8"));
        days.note();

        assertEquals(Map.of("s1", "2"), statements());
    }

    @Test
    void a_statement_that_runs_across_midnight_has_the_bills_of_both_days() throws Exception {
        bill(NEXT, "1");
        bill(NEXT.plusDays(1), "2");

        assertEquals(Map.of("s1", "3"), statements());
    }

    @Test
    void a_day_that_is_computed_again_replaces_what_was_noted_of_it() throws Exception {
        bill(NEXT, "1");
        bill(NEXT, "4");

        assertEquals(Map.of("s1", "4"), statements());
    }

    @Test
    void a_day_whose_ledger_is_not_finished_leaves_what_was_noted_of_it() throws Exception {
        bill(NEXT, "1");
        days.begin(NEXT);
        days.row(row(NEXT, "101", "s1", Category.ALLOCATED, "4"));

        assertEquals(Map.of("s1", "1"), statements());
    }

    @Test
    void a_day_that_is_on_no_bill_any_more_is_forgotten() throws Exception {
        bill(NEXT, "1");
        days.finish(Set.of(NEXT));
        assertEquals(Set.of(NEXT), noted.known().dates());

        days.begin(DAY);
        days.note();
        days.finish(Set.of(DAY));

        assertEquals(Set.of(DAY), noted.known().dates());
        assertEquals(Map.of(), statements());
    }

    @Test
    void prices_and_warehouses_of_days_that_are_not_computed_again_stay_known() throws Exception {
        noted.finish(Set.of(DAY), RATES);

        days.begin(NEXT);
        days.note();
        days.finish(Set.of(DAY, NEXT));

        assertEquals(RATES, noted.rates());
    }

    @Test
    void what_is_known_has_another_version_after_every_run() throws Exception {
        long before = noted.version();

        days.begin(NEXT);
        days.note();
        days.finish(Set.of(NEXT));

        assertEquals(before + 1, noted.version());
    }

    /** Computes a day of which the estimated statement has a part. */
    private void bill(LocalDate day, String quantity) throws Exception {
        days.begin(day);
        days.row(row(day, "101", "s1", Category.ALLOCATED, quantity));
        days.note();
    }

    private Map<String, String> statements() throws Exception {
        Map<String, String> statements = new HashMap<>();
        new BillsOfExecutions(database)
                .since(DAY)
                .forEach((key, bill) -> statements.put(
                        key.executionId(), bill.quantity().stripTrailingZeros().toPlainString()));
        return statements;
    }

    private static LedgerRow row(LocalDate day, String workspace, String id, Category category, String quantity) {
        Int128 units = Int128.unscaled(new BigDecimal(quantity), Charge.QUANTITY_SCALE);
        long start = TimeSpan.micros(day.atStartOfDay(ZoneOffset.UTC).toInstant());
        Charge charge = new Charge(
                "record",
                0,
                UsageOrigin.builder()
                        .accountId("account")
                        .workspaceId(workspace)
                        .skuName("SQL")
                        .usageUnit("DBU")
                        .build(),
                RecordType.ORIGINAL,
                day,
                new TimeSpan(start, start + Samples.HOUR),
                new Resource(ResourceType.WAREHOUSE, "w"),
                units,
                "USD",
                Int128.ZERO,
                Int128.ZERO,
                PriceSource.LIST,
                ChargeStatus.SETTLED,
                Set.of());
        return new LedgerRow(
                charge,
                category,
                null,
                ExecutionType.STATEMENT,
                id,
                new WorkContext(null, null, null, null, null, null, null, null),
                Identity.NONE,
                AmountBasis.BILLED_ID,
                units,
                Int128.ZERO,
                Int128.ZERO,
                Int128.ZERO,
                Set.of());
    }
}
