package dev.costinsights.core.attribution;

import static dev.costinsights.core.model.WarehouseEvent.Type.RUNNING;
import static dev.costinsights.core.model.WarehouseEvent.Type.STARTING;
import static dev.costinsights.core.model.WarehouseEvent.Type.STOPPED;
import static dev.costinsights.core.oracle.Fixtures.aDollar;
import static dev.costinsights.core.oracle.Fixtures.cluster;
import static dev.costinsights.core.oracle.Fixtures.clusterUsage;
import static dev.costinsights.core.oracle.Fixtures.event;
import static dev.costinsights.core.oracle.Fixtures.statement;
import static dev.costinsights.core.oracle.Fixtures.task;
import static dev.costinsights.core.oracle.Fixtures.warehouse;
import static dev.costinsights.core.oracle.Fixtures.warehouseUsage;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.costinsights.core.model.Category;
import dev.costinsights.core.model.Charge;
import dev.costinsights.core.model.Int128;
import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.oracle.Bill;
import dev.costinsights.core.oracle.Ledger;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On whom idle cost is laid. */
class IdlePoliciesTest {

    /** Startup 5 for s1, gap 20 after s1, tail 15 after s2. */
    private static final Bill HOUR = Bill.of(
            aDollar(),
            warehouseUsage("u1", "w1").ownedBy("olga"),
            event("w1", "10:00", STARTING, 1),
            event("w1", "10:05", RUNNING, 1),
            event("w1", "11:00", STOPPED, 0),
            statement("s1", "10:00", "10:15")
                    .onWarehouse("w1")
                    .waitedForCompute(300_000)
                    .worked(3_000),
            statement("s2", "10:35", "10:45").onWarehouse("w1").worked(1_000));

    @Test
    void shownIdleCostIsLaidOnNobody() {
        assertEquals(
                List.of("s1 15 0", "s2 5 0", "STARTUP 5 0", "BETWEEN 20 0", "TAIL 15 0"), idle(IdlePolicy.SHOW, HOUR));
    }

    @Test
    void weightedIdleCostFollowsTheBusyShares() {
        assertEquals(
                List.of("s1 15 30", "s2 5 10", "STARTUP 5 0", "BETWEEN 20 0", "TAIL 15 0"),
                idle(IdlePolicy.WEIGHTED, HOUR));
    }

    @Test
    void evenIdleCostIsTheSameForEveryExecution() {
        assertEquals(
                List.of("s1 15 20", "s2 5 20", "STARTUP 5 0", "BETWEEN 20 0", "TAIL 15 0"),
                idle(IdlePolicy.EVEN, HOUR));
    }

    @Test
    void theOwnersIdleCostStaysOnTheIdleRowsUnderItsName() {
        assertEquals(
                List.of("s1 15 0", "s2 5 0", "STARTUP 5 5", "BETWEEN 20 20", "TAIL 15 15"),
                idle(IdlePolicy.OWNER, HOUR));
        HOUR.attribute(IdlePolicy.OWNER).rows().stream()
                .filter(row -> row.category() == Category.IDLE)
                .forEach(row -> assertEquals("olga", row.context().principal()));
    }

    @Test
    void aWarehouseBelongsToWhomTheBillSaysElseToItsCreatorElseToWhomTheBillNames() {
        Bill billed = Bill.of(
                aDollar(),
                warehouseUsage("u1", "w1").runAs("ann").ownedBy("olga"),
                warehouse("w1", "2026-10-01T00:00", "carl"));
        Bill known = Bill.of(
                aDollar(),
                warehouseUsage("u1", "w1").runAs("ann"),
                warehouse("w1", "2026-10-01T00:00", "carl"),
                warehouse("w1", "2026-10-06T00:00", "cora"));
        Bill unknown = Bill.of(aDollar(), warehouseUsage("u1", "w1").runAs("ann"));

        assertEquals("olga", owner(billed));
        assertEquals("carl", owner(known));
        assertEquals("ann", owner(unknown));
    }

    @Test
    void aClusterBelongsToWhomTheBillSaysElseToItsOwnerElseToWhomTheBillNames() {
        Bill billed = Bill.of(aDollar(), clusterUsage("u1", "c1").runAs("ann").ownedBy("olga"), cluster("c1", "carl"));
        Bill known = Bill.of(aDollar(), clusterUsage("u1", "c1").runAs("ann"), cluster("c1", "carl"));
        Bill unknown = Bill.of(aDollar(), clusterUsage("u1", "c1").runAs("ann"));

        assertEquals("olga", owner(billed));
        assertEquals("carl", owner(known));
        assertEquals("ann", owner(unknown));
    }

    private static String owner(Bill bill) {
        LedgerRow idle = bill.attribute(IdlePolicy.OWNER).row();
        assertEquals(Category.IDLE, idle.category());
        assertEquals("60", plain(idle.idleCost()));
        return idle.context().principal();
    }

    @Test
    void theCauserOfAStartAndOfAGapBearsIt() {
        assertEquals(
                List.of("s1 15 25", "s2 5 15", "STARTUP 5 0", "BETWEEN 20 0", "TAIL 15 0"),
                idle(IdlePolicy.CAUSER, HOUR));
    }

    @Test
    void aCauserFromAnEarlierHourGetsARowOfItsOwn() {
        Bill bill = Bill.of(
                aDollar(),
                warehouseUsage("u1", "w1"),
                event("w1", "09:00", RUNNING, 1),
                event("w1", "11:00", STOPPED, 0),
                statement("s1", "09:10", "09:20").onWarehouse("w1").worked(1),
                statement("s2", "10:30", "10:45").onWarehouse("w1").worked(1));

        assertEquals(List.of("s2 15 15", "s1 0 30", "BETWEEN 30 0", "TAIL 15 0"), idle(IdlePolicy.CAUSER, bill));
    }

    @Test
    void onAClusterTheLastTaskBeforeAGapBearsItToo() {
        Bill bill = Bill.of(
                aDollar(),
                clusterUsage("u1", "c1"),
                task("t1", "r1").onCluster("c1").during("10:00", "10:10"),
                task("t2", "r2").onCluster("c1").during("10:30", "10:40"));

        assertEquals(List.of("t1 10 20", "t2 10 20", "BETWEEN 20 0", "TAIL 20 0"), idle(IdlePolicy.CAUSER, bill));
    }

    @Test
    void whatNobodyCausedStaysWhereItIs() {
        Bill bill = Bill.of(aDollar(), warehouseUsage("u1", "w1"), event("w1", "09:00", RUNNING, 1));

        for (IdlePolicy policy : List.of(IdlePolicy.WEIGHTED, IdlePolicy.EVEN, IdlePolicy.OWNER, IdlePolicy.CAUSER)) {
            assertEquals(List.of("NO_QUERY 60 60"), idle(policy, bill), policy.name());
        }
    }

    /** Who, list cost, idle cost. */
    private static List<String> idle(IdlePolicy policy, Bill bill) {
        return bill.attribute(policy).rows().stream()
                .map(row -> who(row) + " " + plain(row.listCost()) + " " + plain(row.idleCost()))
                .toList();
    }

    private static String who(LedgerRow row) {
        return row.executionId() != null ? row.executionId() : row.detail();
    }

    private static String plain(Int128 amount) {
        return Ledger.plain(amount, Charge.COST_SCALE);
    }
}
