package dev.costinsights.core.attribution;

import static dev.costinsights.core.model.WarehouseEvent.Type.RUNNING;
import static dev.costinsights.core.model.WarehouseEvent.Type.SCALED_UP;
import static dev.costinsights.core.model.WarehouseEvent.Type.STARTING;
import static dev.costinsights.core.model.WarehouseEvent.Type.STOPPED;
import static dev.costinsights.core.oracle.Fixtures.aDollar;
import static dev.costinsights.core.oracle.Fixtures.event;
import static dev.costinsights.core.oracle.Fixtures.statement;
import static dev.costinsights.core.oracle.Fixtures.warehouseUsage;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.WarehouseEvent;
import dev.costinsights.core.oracle.Bill;
import dev.costinsights.core.oracle.Fact;
import dev.costinsights.core.oracle.Fixtures;
import dev.costinsights.core.oracle.Time;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a warehouse was on and did nothing, by kind. */
class WarehouseIdleTest {

    private static final Bill HOUR = Bill.of(aDollar(), warehouseUsage("u1", "w1"));

    @Test
    void aPeriodIsStartupThenBetweenThenTail() {
        Bill bill = HOUR.with(
                event("w1", "10:00", STARTING, 1),
                event("w1", "10:05", RUNNING, 1),
                event("w1", "11:00", STOPPED, 0),
                statement("s1", "10:10", "10:20").onWarehouse("w1").worked(1),
                statement("s2", "10:35", "10:45").onWarehouse("w1").worked(1));

        assertEquals(
                List.of(
                        "ALLOCATED STATEMENT s1 10",
                        "ALLOCATED STATEMENT s2 10",
                        "IDLE STARTUP 5",
                        "IDLE BETWEEN 20",
                        "IDLE TAIL 15"),
                bill.attribute().shares());
    }

    @Test
    void activityEndsTheStartupToo() {
        Bill bill = HOUR.with(
                event("w1", "10:00", STARTING, 1),
                event("w1", "10:30", RUNNING, 1),
                event("w1", "11:00", STOPPED, 0),
                statement("s1", "10:10", "10:20").onWarehouse("w1").worked(1),
                statement("s2", "10:40", "11:00").onWarehouse("w1").worked(1));

        assertEquals(
                List.of("ALLOCATED STATEMENT s1 15", "ALLOCATED STATEMENT s2 15", "IDLE STARTUP 10", "IDLE BETWEEN 20"),
                bill.attribute().shares());
    }

    @Test
    void aStartingThatRunsNoClusterYetCostsNothing() {
        Bill bill = HOUR.with(
                event("w1", "10:00", STARTING, 0),
                event("w1", "10:30", RUNNING),
                event("w1", "11:00", STOPPED),
                statement("s1", "10:30", "10:45").onWarehouse("w1").worked(1));

        assertEquals(
                List.of("ALLOCATED STATEMENT s1 30", "IDLE TAIL 30"),
                bill.attribute().shares());
    }

    @Test
    void aPeriodWithoutStatementsIsNoQuery() {
        Bill bill = HOUR.with(
                event("w1", "09:00", RUNNING, 1),
                event("w1", "10:20", STOPPED, 0),
                event("w1", "10:40", STARTING, 1),
                event("w1", "10:45", RUNNING, 1),
                event("w1", "11:00", STOPPED, 0),
                statement("s1", "09:10", "09:20").onWarehouse("w1").worked(1));

        // The first period's statement is over when the hour begins: 20 minutes of tail. The second has none at all.
        assertEquals(
                List.of("IDLE TAIL 30", "IDLE NO_QUERY 30"), bill.attribute().shares());
    }

    @Test
    void aStatementWithoutLengthMakesItsPeriodOneWithActivity() {
        Bill bill = HOUR.with(
                event("w1", "10:00", STARTING, 1),
                event("w1", "10:05", RUNNING, 1),
                event("w1", "11:00", STOPPED, 0),
                statement("s1", "10:20", "10:20").onWarehouse("w1").worked(3));

        assertEquals(
                List.of("ALLOCATED STATEMENT s1 0", "IDLE STARTUP 5", "IDLE BETWEEN 15", "IDLE TAIL 40"),
                bill.attribute().shares());
        assertEquals(
                List.of("ALLOCATED STATEMENT s1 0", "IDLE BETWEEN 20", "IDLE TAIL 40"),
                bill.unreadable(SystemTable.COMPUTE_WAREHOUSE_EVENTS)
                        .attribute()
                        .shares());
    }

    @Test
    void aStatementWithoutLengthAtTheFirstInstantIsActivityAtTheLastIsNot() {
        Bill bill = HOUR.with(event("w1", "10:00", RUNNING, 1), event("w1", "11:00", STOPPED, 0));
        Bill first = bill.with(statement("s1", "10:00", "10:00").onWarehouse("w1"));
        Bill last = bill.with(statement("s1", "11:00", "11:00").onWarehouse("w1"));

        List<String> tail = List.of("ALLOCATED STATEMENT s1 0", "IDLE TAIL 60");
        List<String> none = List.of("IDLE NO_QUERY 60");
        assertEquals(tail, first.attribute().shares());
        assertEquals(none, last.attribute().shares());
        SystemTable events = SystemTable.COMPUTE_WAREHOUSE_EVENTS;
        assertEquals(tail, first.unreadable(events).attribute().shares());
        assertEquals(none, last.unreadable(events).attribute().shares());
    }

    @Test
    void aWarehouseThatNeverStopsCarriesItsStateInFromLongAgo() {
        Bill bill = HOUR.with(
                event("w1", "2025-01-01T00:00", RUNNING, 2),
                statement("s1", "10:00", "10:15").onWarehouse("w1").worked(1));

        assertEquals(
                List.of("ALLOCATED STATEMENT s1 15", "IDLE TAIL 45"),
                bill.attribute().shares());
    }

    @Test
    void eventsOfOneInstantTakeEffectInTheOrderOfARunsLife() {
        Bill bill = HOUR.with(
                event("w1", "10:30", STOPPED),
                event("w1", "10:30", SCALED_UP, 7),
                event("w1", "10:00", RUNNING),
                event("w1", "10:00", STARTING),
                statement("s1", "10:00", "10:15").onWarehouse("w1").worked(1));

        assertEquals(
                List.of("ALLOCATED STATEMENT s1 30", "IDLE TAIL 30"),
                bill.attribute().shares());
    }

    @Test
    void aNextStatementBeyondTheHourMakesTheGapBetween() {
        Bill bill = HOUR.with(
                event("w1", "09:00", RUNNING, 1),
                statement("s1", "10:00", "10:15").onWarehouse("w1").worked(1),
                statement("s2", "11:30", "11:45").onWarehouse("w1").worked(1));

        assertEquals(
                List.of("ALLOCATED STATEMENT s1 15", "IDLE BETWEEN 45"),
                bill.attribute().shares());
    }

    @Test
    void aBilledHourInWhichTheEventsSayOffIsIdle() {
        Bill bill = HOUR.with(event("w1", "09:00", STOPPED, 0));

        assertEquals(List.of("IDLE NO_QUERY 60"), bill.attribute().shares());
    }

    @Test
    void whereOnlyOtherWorkspacesHaveEventsTheRegionWasNotRead() {
        Bill bill = HOUR.with(elsewhere("09:00"));
        List<String> unread = List.of("UNATTRIBUTED REGION_NOT_READ 60");

        assertEquals(unread, bill.attribute().shares());
        assertEquals(
                unread,
                bill.with(event("w1", "11:00", RUNNING, 1)).attribute().shares(),
                "what comes later does not count, for a day's ledger does not see it");
        assertEquals(
                List.of("IDLE NO_QUERY 60"),
                HOUR.with(elsewhere("11:00")).attribute().shares());
    }

    @Test
    void aWorkspaceWithAnEventOfAnyWarehouseWasRead() {
        Bill bill = HOUR.with(elsewhere("09:00"), event("w2", "2026-01-01T00:00", STOPPED, 0));

        assertEquals(List.of("IDLE NO_QUERY 60"), bill.attribute().shares());
    }

    @Test
    void statementsSayWhoseCostItIsThoughTheEventsOfTheRegionWereNotRead() {
        Bill bill = HOUR.with(
                elsewhere("09:00"),
                statement("s1", "10:00", "10:10").onWarehouse("w1").worked(1));

        assertEquals(List.of("ALLOCATED STATEMENT s1 60"), bill.attribute().shares());
    }

    @Test
    void withoutAnEventTableTheHourIsThePeriod() {
        Bill bill = HOUR.with(
                        statement("s1", "10:15", "10:30").onWarehouse("w1").worked(1),
                        statement("s2", "11:30", "11:45").onWarehouse("w1").worked(1))
                .unreadable(SystemTable.COMPUTE_WAREHOUSE_EVENTS);

        assertEquals(
                List.of("ALLOCATED STATEMENT s1 15", "IDLE BETWEEN 15", "IDLE TAIL 30"),
                bill.attribute().shares());
    }

    @Test
    void withoutEventsAndStatementsTheHourIsNoQuery() {
        Bill bill = HOUR.unreadable(SystemTable.COMPUTE_WAREHOUSE_EVENTS);

        assertEquals(List.of("IDLE NO_QUERY 60"), bill.attribute().shares());
    }

    @Test
    void aRecordWithoutLengthHasNoEvidenceWhenEventsCannotBeRead() {
        Bill bill = Bill.of(aDollar(), warehouseUsage("u1", "w1").during("10:00", "10:00"));

        assertEquals(List.of("IDLE NO_QUERY 60"), bill.attribute().shares());
        assertEquals(
                List.of("UNATTRIBUTED NO_ACTIVITY_EVIDENCE 60"),
                bill.unreadable(SystemTable.COMPUTE_WAREHOUSE_EVENTS)
                        .attribute()
                        .shares());
    }

    @Test
    void aStartingBeginsAPeriodEvenWhereTheStopIsMissing() {
        Bill bill = HOUR.with(
                event("w1", "09:00", RUNNING, 1),
                event("w1", "10:00", STARTING),
                event("w1", "11:00", STOPPED, 0),
                statement("s0", "09:10", "09:20").onWarehouse("w1").worked(1),
                statement("s1", "10:30", "10:45").onWarehouse("w1").worked(1));

        assertEquals(
                List.of("ALLOCATED STATEMENT s1 15", "IDLE STARTUP 30", "IDLE TAIL 15"),
                bill.attribute().shares());
    }

    @Test
    void aStartingFromNothingBeginsThePeriodThatItsStatementsBelongTo() {
        Bill bill = Bill.of(
                aDollar(),
                warehouseUsage("u1", "w1").quantity("40"),
                event("w1", "09:00", RUNNING, 1),
                event("w1", "10:00", STARTING, 0),
                event("w1", "10:30", SCALED_UP, 1),
                event("w1", "11:00", STOPPED, 0),
                statement("s1", "10:10", "10:20").onWarehouse("w1").worked(1));

        List<String> shares = List.of("ALLOCATED STATEMENT s1 10", "IDLE TAIL 30");
        assertEquals(shares, bill.attribute().shares());
        assertEquals(
                shares, bill.with(event("w1", "10:00", STARTING, 0)).attribute().shares());
    }

    @Test
    void aRecordWithoutLengthIsIdleThoughAStatementRunsAcrossIt() {
        Bill bill = Bill.of(
                aDollar(),
                warehouseUsage("u1", "w1").during("10:00", "10:00"),
                warehouseUsage("u2", "w1").during("10:30", "09:30"),
                event("w1", "09:00", RUNNING, 1),
                statement("s1", "09:00", "11:00").onWarehouse("w1"));

        assertEquals(List.of("IDLE NO_QUERY 60"), bill.attribute().shares("u1"));
        assertEquals(List.of("IDLE NO_QUERY 60"), bill.attribute().shares("u2"));
    }

    private static Fact elsewhere(String time) {
        return Fact.of(new WarehouseEvent(Fixtures.ACCOUNT, "102", "w9", RUNNING, 1, Time.at(time)));
    }
}
