package dev.costinsights.host.costs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.model.LedgerRow;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every cost can be traced to the charges that it is a part of. */
final class ExplanationTest {

    private static final Days ALL = new Days(RandomLedger.FIRST, RandomLedger.FIRST.plusDays(RandomLedger.DAYS));

    @TempDir
    private Path work;

    @Test
    void aUsageRecordIsTheSumOfItsRows() {
        RandomLedger ledger = new RandomLedger(21);
        Costs costs = new Costs(FolderLedger.in(ledger.write(work.resolve("ledger"))));
        LedgerRow any = ledger.rows().stream()
                .filter(row -> row.charge().isPriced())
                .findFirst()
                .orElseThrow();
        String record = any.charge().usageRecordId();
        List<LedgerRow> rows = ledger.rows().stream()
                .filter(row -> row.charge().usageRecordId().equals(record))
                .toList();

        Explanation explained = costs.explain(ALL, record, 100);

        assertEquals(Optional.of("usage_record_id"), explained.column());
        assertEquals(rows.size(), explained.rows().size());
        assertEquals(1, explained.charges().size());
        assertEquals(rows.size(), explained.charges().get(0).rows());
        BigDecimal cost =
                rows.stream().map(row -> RandomLedger.decimal(row.listCost())).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertEquals(Optional.of(cost), explained.charges().get(0).listCost());
        assertEquals(Optional.of(cost), explained.sums().get(0).listCost());
    }

    @Test
    void aRunIsExplainedByAllChargesThatItHasAPartIn() {
        RandomLedger ledger = new RandomLedger(22);
        Costs costs = new Costs(FolderLedger.in(ledger.write(work.resolve("ledger"))));
        String run = ledger.rows().stream()
                .filter(row -> row.identity().context() != null)
                .map(row -> row.identity().context().run())
                .findFirst()
                .orElseThrow();
        List<LedgerRow> rows = ledger.rows().stream()
                .filter(row -> row.identity().context() != null
                        && row.identity().context().run().equals(run))
                .toList();

        Explanation explained = costs.explain(ALL, run, 100);

        assertEquals(Optional.of("orchestrator_run"), explained.column());
        assertEquals(rows.size(), explained.rows().size());
        assertEquals(
                rows.stream()
                        .map(row -> row.charge().usageRecordId())
                        .distinct()
                        .count(),
                explained.charges().size());
        for (Explanation.Charge charge : explained.charges()) {
            long all = ledger.rows().stream()
                    .filter(row -> row.charge().usageRecordId().equals(charge.usageRecordId()))
                    .count();
            assertEquals(all, charge.rows(), "rows of others belong to the charge too");
        }
    }

    @Test
    void onlyTheLargestRowsAreShownAndAllOfThemAreInTheSum() {
        RandomLedger ledger = new RandomLedger(23);
        Costs costs = new Costs(FolderLedger.in(ledger.write(work.resolve("ledger"))));
        String record = ledger.rows().stream()
                .filter(row -> row.charge().isPriced())
                .map(row -> row.charge().usageRecordId())
                .filter(id -> ledger.rows().stream()
                                .filter(row -> row.charge().usageRecordId().equals(id))
                                .count()
                        > 2)
                .findFirst()
                .orElseThrow();

        Explanation all = costs.explain(ALL, record, 100);
        Explanation few = costs.explain(ALL, record, 2);

        assertEquals(all.rows().subList(0, 2), few.rows());
        assertEquals(all.sums(), few.sums());
    }

    @Test
    void whatIsNotInTheDaysIsNotFound() {
        RandomLedger ledger = new RandomLedger(24);
        Costs costs = new Costs(FolderLedger.in(ledger.write(work.resolve("ledger"))));
        LedgerRow any = ledger.rows().get(0);
        Days after = new Days(
                any.charge().usageDate().plusDays(1), any.charge().usageDate().plusDays(2));

        assertTrue(
                costs.explain(after, any.charge().usageRecordId(), 10).column().isEmpty());
        assertTrue(costs.explain(ALL, "o'brien -- nothing", 10).column().isEmpty());
    }
}
