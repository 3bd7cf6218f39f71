package dev.costinsights.core.attribution;

import static dev.costinsights.core.model.WarehouseEvent.Type.RUNNING;
import static dev.costinsights.core.model.WarehouseEvent.Type.SCALED_DOWN;
import static dev.costinsights.core.model.WarehouseEvent.Type.SCALED_UP;
import static dev.costinsights.core.model.WarehouseEvent.Type.STOPPED;
import static dev.costinsights.core.oracle.Fixtures.aDollar;
import static dev.costinsights.core.oracle.Fixtures.clusterUsage;
import static dev.costinsights.core.oracle.Fixtures.event;
import static dev.costinsights.core.oracle.Fixtures.statement;
import static dev.costinsights.core.oracle.Fixtures.task;
import static dev.costinsights.core.oracle.Fixtures.warehouseUsage;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.oracle.Bill;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of the method on bills that can be followed by hand. */
class WorkedExamplesTest {

    @Test
    void aShortTaskInsideALongOneTakesHalfOfItsTime() {
        Bill bill = Bill.of(
                aDollar(),
                clusterUsage("u1", "c1"),
                task("A", "r1").onCluster("c1").during("10:00", "11:00"),
                task("B", "r2").onCluster("c1").during("10:20", "10:30"));

        assertEquals(
                List.of("ALLOCATED JOB_TASK_RUN A 55", "ALLOCATED JOB_TASK_RUN B 5"),
                bill.attribute().shares());
    }

    @Test
    void whatNobodyUsedOfAClusterIsIdle() {
        Bill bill = Bill.of(
                aDollar(),
                clusterUsage("u1", "c1"),
                task("A", "r1").onCluster("c1").during("10:00", "10:20"),
                task("B", "r2").onCluster("c1").during("10:00", "10:40"));

        assertEquals(
                List.of("ALLOCATED JOB_TASK_RUN A 10", "ALLOCATED JOB_TASK_RUN B 30", "IDLE TAIL 20"),
                bill.attribute().shares());
    }

    @Test
    void aWarehouseIsBusyWhileAStatementRunsAndIdleElse() {
        // Two clusters from 10:10 to 10:40: 30 + 2 * 30 cluster-minutes. Busy 10:20 to 10:30 on two of them: 20 of 90.
        Bill bill = Bill.of(
                aDollar(),
                warehouseUsage("u1", "w1").quantity("90"),
                event("w1", "09:00", RUNNING, 1),
                event("w1", "10:10", SCALED_UP, 2),
                event("w1", "10:40", SCALED_DOWN, 1),
                event("w1", "11:00", STOPPED, 0),
                statement("s0", "09:00", "09:30").onWarehouse("w1"),
                statement("s1", "10:20", "10:30").onWarehouse("w1").worked(3_000),
                statement("s2", "10:20", "10:25").onWarehouse("w1").worked(1_000));

        // Idle before s1: 10 + 2 * 10 cluster-minutes; after it: 2 * 10 + 20.
        assertEquals(
                List.of("ALLOCATED STATEMENT s1 15", "ALLOCATED STATEMENT s2 5", "IDLE BETWEEN 30", "IDLE TAIL 40"),
                bill.attribute().shares());
    }

    @Test
    void withoutAnEventTableOneClusterRunsForTheWholeRecord() {
        Bill bill = Bill.of(
                        aDollar(),
                        warehouseUsage("u1", "w1"),
                        statement("s1", "10:00", "10:15").onWarehouse("w1").worked(1_000))
                .unreadable(SystemTable.COMPUTE_WAREHOUSE_EVENTS);

        assertEquals(
                List.of("ALLOCATED STATEMENT s1 15", "IDLE TAIL 45"),
                bill.attribute().shares());
    }
}
