package dev.costinsights.core.attribution;

import static dev.costinsights.core.model.WarehouseEvent.Type.RUNNING;
import static dev.costinsights.core.model.WarehouseEvent.Type.SCALED_DOWN;
import static dev.costinsights.core.model.WarehouseEvent.Type.STARTING;
import static dev.costinsights.core.model.WarehouseEvent.Type.STOPPED;
import static dev.costinsights.core.oracle.Fixtures.aDollar;
import static dev.costinsights.core.oracle.Fixtures.event;
import static dev.costinsights.core.oracle.Fixtures.statement;
import static dev.costinsights.core.oracle.Fixtures.warehouseUsage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.core.model.AmountBasis;
import dev.costinsights.core.model.Flag;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.oracle.Bill;
import dev.costinsights.core.oracle.Ledger;
import dev.costinsights.core.oracle.StatementFixture;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How the busy part of a warehouse's charge falls to its statements. */
class WarehouseSharesTest {

    private static final Bill HOUR =
            Bill.of(aDollar(), warehouseUsage("u1", "w1"), event("w1", "2026-09-01T00:00", RUNNING, 1));

    @Test
    void statementsShareByTheirTaskTimeCompilationAndFetch() {
        Ledger ledger = HOUR.with(
                        ran("s1", "10:00", "10:59:59").worked(500).compiled(500).fetched(1_000),
                        ran("s2", "10:00", "11:00").worked(1_000).executed(50_000))
                .attribute();

        // 2,000 : 1,000, because what s2 executed is in its task time.
        assertEquals(List.of("ALLOCATED STATEMENT s1 40", "ALLOCATED STATEMENT s2 20"), ledger.shares());
        assertEquals(AmountBasis.ALLOCATED_WORK, ledger.row("s1").amountBasis());
    }

    @Test
    void withoutTaskTimesTheyShareByExecutionAndCompilation() {
        Ledger ledger = HOUR.with(
                        ran("s1", "10:00", "11:00").executed(2_000).cached(),
                        ran("s2", "10:00", "11:00").executed(1_000),
                        ran("s3", "10:00", "11:00").executed(3_000))
                .attribute();

        assertEquals(
                List.of("ALLOCATED STATEMENT s1 0", "ALLOCATED STATEMENT s2 15", "ALLOCATED STATEMENT s3 45"),
                ledger.shares());
        assertEquals(AmountBasis.ALLOCATED_WORK, ledger.row("s2").amountBasis());
    }

    @Test
    void compilationAloneIsNoTaskTimeWhereStatementsExecuted() {
        Bill bill = HOUR.with(
                ran("s1", "10:00", "11:00").executed(2_999).compiled(1),
                ran("s2", "10:00", "11:00").executed(500).compiled(500));
        assertEquals(
                List.of("ALLOCATED STATEMENT s1 45", "ALLOCATED STATEMENT s2 15"),
                bill.attribute().shares());

        Ledger known = bill.with(ran("s3", "10:00", "11:00").worked(499)).attribute();
        assertEquals(
                List.of("ALLOCATED STATEMENT s1 0.06", "ALLOCATED STATEMENT s2 30", "ALLOCATED STATEMENT s3 29.94"),
                known.shares(),
                "one measure for all of them");
    }

    @Test
    void statementsThatOnlyCompiledShareByThat() {
        Ledger ledger = HOUR.with(
                        ran("s1", "10:00", "11:00").compiled(1),
                        ran("s2", "10:00", "11:00").compiled(2),
                        ran("s3", "10:00", "10:59:59").executed(5).fetched(3).cached())
                .attribute();

        assertEquals(
                List.of("ALLOCATED STATEMENT s1 10", "ALLOCATED STATEMENT s2 20", "ALLOCATED STATEMENT s3 30"),
                ledger.shares());
    }

    @Test
    void withoutAnyWorkTheyShareByTime() {
        Ledger ledger = HOUR.with(ran("s1", "10:00", "11:00"), ran("s2", "10:00", "10:20"))
                .attribute();

        assertEquals(List.of("ALLOCATED STATEMENT s1 45", "ALLOCATED STATEMENT s2 15"), ledger.shares());
        assertEquals(AmountBasis.ALLOCATED_TIME, ledger.row("s1").amountBasis());
    }

    @Test
    void withoutAnyTimeTheyShareByNumber() {
        Ledger ledger = Bill.of(
                        aDollar(),
                        warehouseUsage("u1", "w1"),
                        ran("s1", "10:10", "10:10"),
                        ran("s2", "10:20", "10:20"),
                        ran("s3", "11:00", "11:00"))
                .attribute();

        assertEquals(List.of("ALLOCATED STATEMENT s1 30", "ALLOCATED STATEMENT s2 30"), ledger.shares());
        assertEquals(AmountBasis.ALLOCATED_COUNT, ledger.row("s1").amountBasis());
        assertTrue(ledger.row("s1").flags().contains(Flag.COUNTED));
    }

    @Test
    void aStatementFromTheCacheWeighsItsFetchOnly() {
        Ledger ledger = HOUR.with(
                        ran("s1", "10:00", "10:59:59")
                                .cached()
                                .worked(9_000)
                                .compiled(9_000)
                                .fetched(1_000),
                        ran("s2", "10:00", "11:00").worked(2_000))
                .attribute();

        assertEquals(List.of("ALLOCATED STATEMENT s1 20", "ALLOCATED STATEMENT s2 40"), ledger.shares());
    }

    @Test
    void aStatementSpanningTwoHoursLeavesItsWorkWhereItRan() {
        // s1 runs 10:45 to 11:45: a quarter of its 4,000 ms in the first hour.
        StatementFixture spanning = ran("s1", "10:45", "11:45").worked(4_000);
        Bill firstHour = HOUR.with(spanning, ran("s2", "10:00", "11:00").worked(2_000));
        Bill bothHours = firstHour.with(
                warehouseUsage("u2", "w1").during("11:00", "12:00"),
                ran("s3", "11:00", "12:00").worked(9_000));

        List<String> settled = List.of("ALLOCATED STATEMENT s2 40", "ALLOCATED STATEMENT s1 20");
        assertEquals(settled, firstHour.attribute().shares("u1"));
        assertEquals(settled, bothHours.attribute().shares("u1"));
        assertEquals(
                List.of("ALLOCATED STATEMENT s1 15", "ALLOCATED STATEMENT s3 45"),
                bothHours.attribute().shares("u2"));
    }

    @Test
    void waitingIsNotActivityAndFetchingIs() {
        Bill bill = HOUR.with(ran("s1", "10:00", "10:30")
                .waitedForCompute(600_000)
                .waitedAtCapacity(300_000)
                .worked(1)
                .fetched(900_000));

        assertEquals(
                List.of("ALLOCATED STATEMENT s1 30", "IDLE BETWEEN 15", "IDLE TAIL 15"),
                bill.attribute().shares());
    }

    @Test
    void moreClustersMakeATimeDearer() {
        // 90 cluster-minutes are busy with s1 and 15 with s2, but they share the cell's busy time by their work.
        Ledger ledger = Bill.of(
                        aDollar(),
                        warehouseUsage("u1", "w1").quantity("180"),
                        event("w1", "10:00", RUNNING, 3),
                        event("w1", "10:30", SCALED_DOWN, 1),
                        ran("s1", "10:00", "10:30").worked(1_000),
                        ran("s2", "10:30", "10:45").worked(1_000))
                .attribute();

        // Busy 3 * 30 + 15 of 120 cluster-minutes: 157.5, and 22.5 idle.
        assertEquals(
                List.of("ALLOCATED STATEMENT s1 78.75", "ALLOCATED STATEMENT s2 78.75", "IDLE TAIL 22.5"),
                ledger.shares());
    }

    @Test
    void aStatementWhileTheEventsSayOffIsBusyAndFlagged() {
        Ledger ledger = Bill.of(
                        aDollar(),
                        warehouseUsage("u1", "w1"),
                        event("w1", "10:30", STARTING, 1),
                        event("w1", "10:45", STOPPED, 0),
                        ran("s1", "10:00", "10:15").worked(1))
                .attribute();

        // 15 busy minutes that the events deny, 15 idle ones of a period of its own.
        assertEquals(List.of("ALLOCATED STATEMENT s1 30", "IDLE NO_QUERY 30"), ledger.shares());
        ledger.rows().forEach(row -> assertEquals(Set.of(Flag.EVENTS_MISSING), row.flags()));
    }

    @Test
    void onlyTheLatestRevisionOfAStatementCounts() {
        Ledger ledger = HOUR.with(
                        ran("s1", "10:00", "10:20").worked(9_000).updated("10:20"),
                        ran("s1", "10:00", "11:00").worked(1_000).updated("11:00"),
                        ran("s2", "10:00", "11:00").worked(1_000))
                .attribute();

        assertEquals(List.of("ALLOCATED STATEMENT s1 30", "ALLOCATED STATEMENT s2 30"), ledger.shares());
    }

    @Test
    void twoRecordsOfOneHourShareTheirWeights() {
        Ledger ledger = HOUR.with(
                        warehouseUsage("u2", "w1").quantity("0.000000000003"),
                        ran("s1", "10:00", "11:00").worked(2_000),
                        ran("s2", "10:00", "11:00").worked(1_000))
                .attribute();

        assertEquals(List.of("ALLOCATED STATEMENT s1 40", "ALLOCATED STATEMENT s2 20"), ledger.shares("u1"));
        assertEquals(
                List.of("ALLOCATED STATEMENT s1 0.000000000002", "ALLOCATED STATEMENT s2 0.000000000001"),
                ledger.shares("u2"));
    }

    @Test
    void statementsOfAnotherWorkspaceWithTheSameIdsChangeNothing() {
        Ledger ledger = HOUR.with(
                        ran("s1", "10:00", "11:00").worked(1_000),
                        ran("s1", "10:00", "11:00").worked(3_000).workspace("102"))
                .attribute();

        assertEquals(List.of("ALLOCATED STATEMENT s1 60"), ledger.shares());
    }

    @Test
    void withoutQueryHistoryTheWholeChargeWaitsForIt() {
        Ledger ledger = HOUR.unreadable(SystemTable.QUERY_HISTORY).attribute();

        assertEquals(List.of("UNATTRIBUTED TABLE_NOT_READABLE 60"), ledger.shares());
    }

    private static StatementFixture ran(String id, String start, String end) {
        return statement(id, start, end).onWarehouse("w1");
    }
}
