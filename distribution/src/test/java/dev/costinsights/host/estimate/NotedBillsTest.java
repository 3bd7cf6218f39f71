package dev.costinsights.host.estimate;

import static dev.costinsights.host.estimate.Samples.DAY;
import static dev.costinsights.host.estimate.Samples.RATES;
import static dev.costinsights.host.estimate.Samples.warehouseDay;
import static dev.costinsights.host.estimate.Samples.work;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.estimation.Compute;
import dev.costinsights.core.estimation.EstimationKind;
import dev.costinsights.core.model.TimeSpan;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a bill says of a day is kept as it was, and odd values keep nothing from it. */
final class NotedBillsTest {

    private final NotedBills bills = new NotedBills(new EstimateDatabase(Samples.memory("bills")));

    @Test
    void odd_work_does_not_keep_a_day_from_being_noted() {
        WorkOfDay good = work(DAY, "r", "2", true);

        assertTrue(Fit.fits(good));
        assertFalse(Fit.fits(work(DAY, "x".repeat(256), "2", true)));
        assertFalse(Fit.fits(work(DAY, "x\u0000", "2", true)));
        assertFalse(Fit.fits(work(DAY, "r", "1e20", true)));
        assertTrue(Fit.fits(work(DAY, "r", "99999999999999999999.999999999999999999", true)));
    }

    @Test
    void what_was_noted_is_read_back_as_it_was() throws Exception {
        WorkOfDay nodes = new WorkOfDay(
                DAY,
                EstimationKind.JOB,
                "101",
                "r",
                "j",
                new TimeSpan(1, 2),
                1,
                true,
                new Compute.Nodes(Map.of("i3.xlarge", 2, "m5.large", 1), Map.of()),
                WorkOfDay.billing("account", "101", "AWS", "JOBS", "DBU"),
                new BigDecimal("1.000000000000000001"),
                new BigDecimal("0.500000000001"));
        bills.note(DAY, List.of(nodes, warehouseDay()), List.of());
        bills.finish(Set.of(DAY), RATES);

        NotedBills.Known known = bills.known();

        assertEquals(Set.of(DAY), known.dates());
        assertEquals(RATES, known.rates());
        assertTrue(known.works().contains(nodes), () -> known.works().toString());
    }

    @Test
    void a_day_that_is_noted_again_holds_what_it_was_noted_with_last() throws Exception {
        WorkOfDay same = work(DAY, "same", "2", true);
        bills.note(DAY, List.of(same, work(DAY, "corrected", "2", false), work(DAY, "gone", "2", true)), List.of());
        WorkOfDay another = work(DAY.plusDays(1), "same", "9", true);
        bills.note(DAY.plusDays(1), List.of(another), List.of());
        WorkOfDay corrected = work(DAY, "corrected", "3", true);
        WorkOfDay come = work(DAY, "come", "1", true);

        bills.note(DAY, List.of(come, same, corrected), List.of());

        assertEquals(
                Set.of("same 2", "corrected 3", "come 1", "same 9"),
                bills.known().works().stream()
                        .map(work -> work.workId()
                                + ' '
                                + work.quantity().stripTrailingZeros().toPlainString())
                        .collect(Collectors.toSet()));
        assertEquals(4, bills.known().works().size());
    }
}
