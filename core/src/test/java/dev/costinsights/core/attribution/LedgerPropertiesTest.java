package dev.costinsights.core.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.RandomCases;
import dev.costinsights.core.model.AttributedUsage;
import dev.costinsights.core.model.JobRunSlice;
import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.model.PipelineUpdateSlice;
import dev.costinsights.core.model.RecordType;
import dev.costinsights.core.model.Statement;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.TaskRunSlice;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.model.UsageOrigin;
import dev.costinsights.core.model.UsageRecord;
import dev.costinsights.core.model.WarehouseEvent;
import dev.costinsights.core.oracle.Bill;
import dev.costinsights.core.oracle.Fact;
import dev.costinsights.core.oracle.Ledger;
import dev.costinsights.core.oracle.RandomBill;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What holds for every bill, on random ones. */
class LedgerPropertiesTest {

    private static final int BILLS = Integer.getInteger("costinsights.bills", 2_000) / 4;
    private static final Instant LATER = Instant.parse("2026-12-01T00:00:00Z");

    @Test
    void theOrderOfReadingDoesNotMatter() {
        RandomCases.forAll(BILLS, random -> {
            RandomBill bill = RandomBill.of(random);

            Ledger other = bill.with(bill.bill().shuffled(random.nextLong())).attribute();

            assertSameLedger(bill.attribute(), other);
            assertEquals(bill.attribute().result(), other.result());
        });
    }

    @Test
    void readingEverythingTwiceDoesNotMatter() {
        RandomCases.forAll(BILLS, random -> {
            RandomBill bill = RandomBill.of(random);
            Bill twice = bill.bill().with(bill.bill().facts().toArray(Fact[]::new));

            assertSameLedger(
                    bill.attribute(),
                    bill.with(twice.shuffled(random.nextLong())).attribute());
        });
    }

    @Test
    void theNumberOfSourcesDoesNotMatter() {
        RandomCases.forAll(BILLS, random -> {
            RandomBill bill = RandomBill.of(random);
            List<Fact> facts = bill.bill().facts();
            int cut = random.nextInt(facts.size() + 1);

            Ledger other = Ledger.of(
                    bill.options(),
                    bill.bill().withFacts(facts.subList(cut, facts.size())),
                    bill.bill().withFacts(facts.subList(0, cut)));

            assertSameLedger(bill.attribute(), other);
            assertEquals(bill.attribute().result(), other.result());
        });
    }

    @Test
    void evidenceAfterItsEndIsAsIfItWereNotThere() {
        RandomCases.forAll(BILLS, random -> {
            RandomBill bill = RandomBill.of(random);
            List<Fact> facts = bill.bill().facts();
            List<Long> starts = facts.stream()
                    .map(LedgerPropertiesTest::startOfEvidence)
                    .filter(Objects::nonNull)
                    .toList();
            if (starts.isEmpty()) {
                return;
            }
            long end = starts.get(random.nextInt(starts.size()));
            List<Fact> before = facts.stream()
                    .filter(fact -> startOfEvidence(fact) == null || startOfEvidence(fact) < end)
                    .toList();

            RandomBill until = bill.explainedUntil(TimeSpan.instant(end));

            assertSameLedger(bill.with(bill.bill().withFacts(before)).attribute(), until.attribute());
        });
    }

    private static Long startOfEvidence(Fact fact) {
        if (fact.value() instanceof Statement statement) {
            return statement.span().startMicros();
        } else if (fact.value() instanceof AttributedUsage share) {
            return share.span().startMicros();
        } else if (fact.value() instanceof WarehouseEvent event) {
            return event.timeMicros();
        } else if (fact.value() instanceof JobRunSlice slice) {
            return slice.span().startMicros();
        } else if (fact.value() instanceof TaskRunSlice slice) {
            return slice.span().startMicros();
        } else if (fact.value() instanceof PipelineUpdateSlice slice) {
            return slice.span().startMicros();
        }
        return null;
    }

    @Test
    void aRetractionMakesEveryTargetNetToNothingInEveryMeasure() {
        RandomCases.forAll(BILLS, random -> {
            RandomBill bill = RandomBill.of(random);
            List<UsageRecord> retractable = bill.records().stream()
                    .filter(record -> isRetractable(bill, record))
                    .toList();
            if (retractable.isEmpty()) {
                return;
            }
            UsageRecord wrong = retractable.get(random.nextInt(retractable.size()));
            Ledger ledger =
                    bill.with(bill.bill().with(Fact.of(retraction(wrong)))).attribute();

            List<LedgerRow> billed = ledger.rows(wrong.recordId()).stream()
                    .filter(row -> row.charge().origin().equals(wrong.origin()))
                    .toList();

            assertIterableEquals(
                    negated(billed), amounts(ledger.rows("retraction")), () -> wrong + " in\n" + bill.bill());
        });
    }

    /** A correction finds the split of its record by interval, SKU and quantity, so these must name one record only. */
    private static boolean isRetractable(RandomBill bill, UsageRecord record) {
        return !bill.bill().canRead(SystemTable.BILLING_ATTRIBUTED_USAGE)
                || (record.quantity().signum() > 0
                        && bill.records().stream()
                                        .filter(other -> isForTheSame(other.origin(), record.origin()))
                                        .filter(other -> other.span().equals(record.span()))
                                        .filter(other -> other.quantity().compareTo(record.quantity()) == 0)
                                        .count()
                                == 1);
    }

    private static boolean isForTheSame(UsageOrigin one, UsageOrigin other) {
        return one.accountId().equals(other.accountId())
                && one.workspaceId().equals(other.workspaceId())
                && one.skuName().equals(other.skuName());
    }

    private static UsageRecord retraction(UsageRecord record) {
        return new UsageRecord(
                "retraction",
                record.origin(),
                record.span(),
                record.usageDate(),
                record.quantity().negate(),
                RecordType.RETRACTION,
                record.ingestionDate());
    }

    private static List<List<Object>> amounts(List<LedgerRow> rows) {
        List<List<Object>> amounts = new ArrayList<>();
        for (LedgerRow row : rows) {
            amounts.add(List.of(target(row), row.quantity(), row.listCost(), row.effectiveCost()));
        }
        return amounts;
    }

    private static List<List<Object>> negated(List<LedgerRow> rows) {
        List<List<Object>> amounts = new ArrayList<>();
        for (LedgerRow row : rows) {
            amounts.add(List.of(
                    target(row),
                    row.quantity().negate(),
                    row.listCost().negate(),
                    row.effectiveCost().negate()));
        }
        return amounts;
    }

    private static String target(LedgerRow row) {
        return row.charge().part() + " " + row.category() + " " + row.detail() + " " + row.executionType() + " "
                + row.executionId();
    }

    @Test
    void recordsThatAreBilledLaterNeverMoveEarlierOnes() {
        RandomCases.forAll(BILLS, random -> {
            RandomBill bill = RandomBill.of(random).known(LATER);
            if (bill.bill().canRead(SystemTable.BILLING_ATTRIBUTED_USAGE)) {
                // Databricks' own split shares a row over all the records that it names.
                return;
            }
            Set<String> billed = someOf(bill.records(), random);
            Bill earlier = bill.bill()
                    .withFacts(bill.bill().facts().stream()
                            .filter(fact ->
                                    !(fact.value() instanceof UsageRecord record) || billed.contains(record.recordId()))
                            .toList());

            List<LedgerRow> then = bill.with(earlier).attribute().rows();
            List<LedgerRow> later = bill.attribute().rows().stream()
                    .filter(row -> billed.contains(row.charge().usageRecordId()))
                    .toList();

            assertIterableEquals(then, later);
        });
    }

    private static Set<String> someOf(List<UsageRecord> records, SplittableRandom random) {
        Set<String> some = new HashSet<>();
        records.forEach(record -> {
            if (random.nextBoolean()) {
                some.add(record.recordId());
            }
        });
        return some;
    }

    @Test
    void rowsStandInTheOrderOfTheLedger() {
        RandomCases.forAll(BILLS, random -> {
            List<LedgerRow> rows = RandomBill.of(random).attribute().rows();

            for (int i = 1; i < rows.size(); i++) {
                LedgerRow before = rows.get(i - 1);
                LedgerRow after = rows.get(i);
                assertTrue(LedgerOrder.BY_CHARGE.compare(before, after) <= 0, before + "\nbefore\n" + after);
            }
        });
    }

    private static void assertSameLedger(Ledger expected, Ledger actual) {
        assertIterableEquals(expected.rows(), actual.rows());
        assertEquals(expected.result().reconciliation(), actual.result().reconciliation());
    }
}
