package dev.costinsights.core.oracle;

import static dev.costinsights.core.oracle.Comparison.sum;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.costinsights.core.RandomCases;
import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.Int128;
import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.model.ReconciliationRow;
import dev.costinsights.core.model.UsageRecord;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The proof that the ledger equals the bill, checked against a bill that was added up by itself. */
class ReconciliationTest {

    private record Line(Object date, String workspace, String sku, String unit, String currency) {}

    @Test
    void everyLineSaysWhatWasBilledAndWhatBecameOfIt() {
        RandomCases.forAll(OracleTest.BILLS, random -> {
            RandomBill bill = RandomBill.of(random);
            Ledger ledger = bill.attribute();
            Map<Line, List<OracleCharge>> billed = new Oracle(bill.bill(), bill.options())
                    .charges().stream().collect(Collectors.groupingBy(ReconciliationTest::line));
            Map<Line, List<LedgerRow>> rows =
                    ledger.rows().stream().collect(Collectors.groupingBy(ReconciliationTest::line));

            List<String> found = ledger.result().reconciliation().stream()
                    .map(ReconciliationTest::said)
                    .toList();
            List<String> wanted = billed.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey(
                            Comparator.comparing((Line line) -> line.date().toString())
                                    .thenComparing(Line::workspace)
                                    .thenComparing(Line::sku)
                                    .thenComparing(Line::unit)
                                    .thenComparing(Line::currency)))
                    .map(entry -> wanted(entry.getKey(), entry.getValue(), rows.get(entry.getKey())))
                    .toList();

            assertEquals(String.join("\n", wanted), String.join("\n", found));
            assertEquals(bill.records().size(), ledger.result().usageRecords());
            assertEquals(ledger.rows().size(), ledger.result().ledgerRows());
        });
    }

    private static Line line(OracleCharge charge) {
        UsageRecord record = charge.record();
        return new Line(
                record.usageDate(),
                record.origin().workspaceId(),
                record.origin().skuName(),
                record.origin().usageUnit(),
                charge.currency());
    }

    private static Line line(LedgerRow row) {
        return new Line(
                row.charge().usageDate(),
                row.charge().origin().workspaceId(),
                row.charge().origin().skuName(),
                row.charge().origin().usageUnit(),
                row.charge().currency());
    }

    private static String wanted(Line line, List<OracleCharge> charges, List<LedgerRow> rows) {
        List<Object> parts = new ArrayList<>(List.of(line));
        parts.add(total(charges, OracleCharge::quantity));
        parts.add(total(charges, OracleCharge::listCost));
        for (Category category :
                List.of(Category.DIRECT, Category.ALLOCATED, Category.IDLE, Category.OVERHEAD, Category.UNATTRIBUTED)) {
            parts.add(sum(of(category, rows), LedgerRow::listCost));
        }
        parts.add(sum(of(Category.UNPRICED, rows), LedgerRow::quantity));
        parts.add(BigInteger.ZERO);
        // A record counts once wherever it has parts, however many.
        parts.add(charges.stream().map(OracleCharge::record).distinct().count());
        parts.add((long) rows.size());
        return parts.toString();
    }

    private static String said(ReconciliationRow row) {
        List<Object> parts = new ArrayList<>();
        parts.add(new Line(row.usageDate(), row.workspaceId(), row.skuName(), row.usageUnit(), row.currency()));
        for (Int128 amount : List.of(
                row.billedQuantity(),
                row.billedCost(),
                row.direct(),
                row.allocated(),
                row.idle(),
                row.overhead(),
                row.unattributed(),
                row.unpricedQuantity(),
                row.difference())) {
            parts.add(amount.toBigInteger());
        }
        parts.add(row.usageRecords());
        parts.add(row.ledgerRows());
        return parts.toString();
    }

    private static List<LedgerRow> of(Category category, List<LedgerRow> rows) {
        return rows.stream().filter(row -> row.category() == category).toList();
    }

    private static BigInteger total(List<OracleCharge> charges, Function<OracleCharge, BigInteger> measure) {
        return charges.stream().map(measure).reduce(BigInteger.ZERO, BigInteger::add);
    }
}
