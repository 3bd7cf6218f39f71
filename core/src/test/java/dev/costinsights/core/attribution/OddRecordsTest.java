package dev.costinsights.core.attribution;

import static dev.costinsights.core.model.WarehouseEvent.Type.RUNNING;
import static dev.costinsights.core.oracle.Fixtures.aDollar;
import static dev.costinsights.core.oracle.Fixtures.event;
import static dev.costinsights.core.oracle.Fixtures.runUsage;
import static dev.costinsights.core.oracle.Fixtures.statement;
import static dev.costinsights.core.oracle.Fixtures.warehouseUsage;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.ChargeStatus;
import dev.costinsights.core.model.Flag;
import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.model.RecordType;
import dev.costinsights.core.oracle.Bill;
import dev.costinsights.core.oracle.Ledger;
import dev.costinsights.core.oracle.UsageFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What bills hold and should not: kept, flagged, conserved. And how final each charge is. */
class OddRecordsTest {

    @Test
    void aRecordThatEndsBeforeItStartsIsKept() {
        LedgerRow row = attributed(runUsage("u1", "r1").during("11:00", "10:00"));

        assertEquals(Set.of(Flag.END_BEFORE_START), row.charge().flags());
        assertEquals("60", cost(row));
    }

    @Test
    void aRecordOfTwoDaysIsKept() {
        LedgerRow row = attributed(runUsage("u1", "r1").during("2026-10-04T10:00", "2026-10-06T11:00"));

        assertEquals(Set.of(Flag.LONG_RECORD), row.charge().flags());
    }

    /** Seven thousand years of forty clusters are more microseconds than a long counts. */
    @Test
    void aRecordThatEndsInAnotherEraIsKeptAndLeavesTheOthersExact() {
        Bill bill = Bill.of(
                aDollar(),
                warehouseUsage("u1", "w1").quantity("76").during("2026-10-05T10:00", "9626-10-05T10:00"),
                warehouseUsage("u2", "w1").during("2026-10-05T10:00", "2026-10-05T11:00"),
                event("w1", "2026-10-05T10:00", RUNNING, 40),
                statement("s1", "2026-10-05T10:00", "5626-10-05T10:00")
                        .onWarehouse("w1")
                        .worked(1));

        Ledger ledger = bill.attribute();
        assertEquals(List.of("ALLOCATED STATEMENT s1 36", "IDLE TAIL 40"), ledger.shares("u1"));
        ledger.rows("u1")
                .forEach(row ->
                        assertEquals(Set.of(Flag.LONG_RECORD), row.charge().flags()));
        assertEquals(List.of("ALLOCATED STATEMENT s1 60"), ledger.shares("u2"));
        LedgerRow caused = bill.attribute(IdlePolicy.CAUSER).rows("u1").get(0);
        assertEquals("40", Ledger.plain(caused.idleCost(), Charge.COST_SCALE));
    }

    @Test
    void aRecordOfADayIsNotLong() {
        LedgerRow row = attributed(runUsage("u1", "r1").during("2026-10-04T10:00", "2026-10-05T10:00"));

        assertEquals(Set.of(), row.charge().flags());
    }

    @Test
    void aNegativeOriginalIsKept() {
        LedgerRow row = attributed(runUsage("u1", "r1").quantity("-1.5"));

        assertEquals(Set.of(Flag.NEGATIVE_ORIGINAL), row.charge().flags());
        assertEquals("-1.5", cost(row));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.000000000000000001", "90000000000000000000", "100000000000000000000", "0"})
    void everyQuantityIsKeptToItsLastDigit(String quantity) {
        LedgerRow row = attributed(runUsage("u1", "r1").quantity(quantity));

        assertEquals(quantity, Ledger.plain(row.quantity(), Charge.QUANTITY_SCALE));
        assertEquals(
                quantity.equals("0") ? Set.of() : Set.of(Flag.ODD_QUANTITY),
                row.charge().flags());
    }

    @Test
    void tagsOfAMegabyteAndNamesWithControlCharactersAreKept() {
        LedgerRow row = attributed(runUsage("u1\u0000\n", "r1\t\u001b")
                .tag("team", "x".repeat(1_000_000))
                .tag("dagster_job_name", "a\u0000b"));

        assertEquals("r1\t\u001b", row.executionId());
        assertEquals("a\u0000b", row.identity().context().job());
        assertEquals(Set.of(Flag.ODD_TEXT), row.charge().flags());
    }

    @Test
    void theSameRecordReadTwiceCountsOnce() {
        Ledger ledger =
                Bill.of(aDollar(), runUsage("u1", "r1"), runUsage("u1", "r1")).attribute();

        assertEquals(List.of("DIRECT JOB_RUN r1 60"), ledger.shares());
        assertEquals(1, ledger.result().usageRecords());
        assertEquals(1, ledger.result().duplicateReads());
        assertEquals(0, ledger.result().revisions());
    }

    @Test
    void ofTwoRevisionsTheOneThatWasIngestedLastCounts() {
        Ledger ledger = Bill.of(
                        aDollar(),
                        runUsage("u1", "r1").quantity("7").ingested("2026-10-09"),
                        runUsage("u1", "r1").quantity("9").ingested("2026-10-07"))
                .attribute();

        assertEquals(List.of("DIRECT JOB_RUN r1 7"), ledger.shares());
        assertEquals(1, ledger.result().revisions());
    }

    @Test
    void aRecordIdIsUniqueWithinItsAccountOnly() {
        Ledger ledger = Bill.of(
                        aDollar(), runUsage("u1", "r1"), runUsage("u1", "r1").account("other"))
                .attribute();

        assertEquals(List.of("DIRECT JOB_RUN r1 60", "DIRECT JOB_RUN r1 60"), ledger.shares());
    }

    @Test
    void aRecordBelongsToTheWindowInWhichItStarts() {
        Ledger ledger = Bill.of(
                        aDollar(),
                        runUsage("u1", "r1").during("2026-09-30T23:30", "2026-10-01T00:30"),
                        runUsage("u2", "r2").during("2026-10-01T00:00", "2026-10-01T01:00"),
                        runUsage("u3", "r3").during("2026-10-31T23:30", "2026-11-01T00:30"),
                        runUsage("u4", "r4").during("2026-11-01T00:00", "2026-11-01T01:00"))
                .attribute();

        assertEquals(List.of("DIRECT JOB_RUN r2 60", "DIRECT JOB_RUN r3 60"), ledger.shares());
    }

    @Test
    void aRetractionMakesEveryTargetNetToNothing() {
        Ledger ledger = Bill.of(
                        aDollar(),
                        warehouseUsage("u1", "w1").quantity("0.000000000007"),
                        warehouseUsage("u2", "w1").quantity("-0.000000000007").type(RecordType.RETRACTION))
                .attribute();

        assertEquals(List.of("IDLE NO_QUERY 0.000000000007"), ledger.shares("u1"));
        assertEquals(List.of("IDLE NO_QUERY -0.000000000007"), ledger.shares("u2"));
        assertEquals(ChargeStatus.SETTLED, ledger.rows("u1").get(0).charge().status());
        assertEquals(ChargeStatus.RESTATED, ledger.rows("u2").get(0).charge().status());
    }

    @Test
    void whatEndedWithinTheSettleHorizonIsProvisional() {
        Bill bill = Bill.of(
                aDollar(),
                runUsage("u1", "r1").during("10:00", "11:00").type(RecordType.RESTATEMENT),
                runUsage("u2", "r1").during("11:00", "11:00:01").type(RecordType.RESTATEMENT));

        Ledger ledger = bill.attribute(Bill.options()
                .asOf(Instant.parse("2026-10-06T11:00:00Z"))
                .settleHorizon(Duration.ofDays(1))
                .build());

        assertEquals(
                List.of(ChargeStatus.RESTATED, ChargeStatus.PROVISIONAL),
                ledger.rows().stream().map(row -> row.charge().status()).toList());
    }

    @Test
    void theMomentOfKnowledgeIsTheEndOfTheNewestIngestionDate() {
        Bill bill = Bill.of(
                aDollar(),
                runUsage("u1", "r1").ingested("2026-10-08"),
                runUsage("u2", "r1").ingested(null));
        Bill unknown = Bill.of(aDollar(), runUsage("u1", "r1").ingested(null));

        assertEquals(
                Instant.parse("2026-10-09T00:00:00Z"),
                bill.attribute(Bill.options().asOf(null).build()).result().asOf());
        assertEquals(
                Instant.parse("2026-10-05T11:00:00Z"),
                unknown.attribute(Bill.options().asOf(null).build()).result().asOf());
    }

    @Test
    void whatIsKnownOfUsageOutsideTheWindowIsKnown() {
        Ledger ledger = Bill.of(
                        aDollar(),
                        runUsage("u1", "r1").ingested("2026-10-06"),
                        runUsage("u2", "r1")
                                .during("2026-11-05T10:00", "2026-11-05T11:00")
                                .ingested("2026-11-06"))
                .attribute(Bill.options().asOf(null).build());

        assertEquals(Instant.parse("2026-11-07T00:00:00Z"), ledger.result().asOf());
        assertEquals(ChargeStatus.SETTLED, ledger.row().charge().status());
    }

    private static LedgerRow attributed(UsageFixture record) {
        return Bill.of(aDollar(), record).attribute().row();
    }

    private static String cost(LedgerRow row) {
        return Ledger.plain(row.listCost(), Charge.COST_SCALE);
    }
}
