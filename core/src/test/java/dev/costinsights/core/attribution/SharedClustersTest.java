package dev.costinsights.core.attribution;

import static dev.costinsights.core.oracle.Fixtures.aDollar;
import static dev.costinsights.core.oracle.Fixtures.clusterUsage;
import static dev.costinsights.core.oracle.Fixtures.statement;
import static dev.costinsights.core.oracle.Fixtures.task;
import static dev.costinsights.core.oracle.Fixtures.usage;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.costinsights.core.model.AmountBasis;
import dev.costinsights.core.model.QuerySource;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.UsageKey;
import dev.costinsights.core.oracle.Bill;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All-purpose clusters, which tasks and statements share with idle time. */
class SharedClustersTest {

    private static final Bill HOUR = Bill.of(aDollar(), clusterUsage("u1", "c1"));

    @Test
    void idleIsStartupBeforeTheFirstActivityBetweenActivitiesAndTailAfterTheLast() {
        Bill bill = HOUR.with(
                task("t1", "r1").onCluster("c1").during("10:05", "10:15"),
                task("t2", "r2").onCluster("c1").during("10:30", "10:40"));

        assertEquals(
                List.of(
                        "ALLOCATED JOB_TASK_RUN t1 10",
                        "ALLOCATED JOB_TASK_RUN t2 10",
                        "IDLE STARTUP 5",
                        "IDLE BETWEEN 15",
                        "IDLE TAIL 20"),
                bill.attribute().shares());
        assertEquals(AmountBasis.ALLOCATED_TIME, bill.attribute().row("t1").amountBasis());
    }

    @Test
    void activityOutsideTheHourDecidesTheKindOfItsIdleTime() {
        Bill bill = HOUR.with(
                task("t1", "r1").onCluster("c1").during("09:00", "09:30"),
                task("t2", "r2").onCluster("c1").during("11:30", "11:40"));

        assertEquals(List.of("IDLE BETWEEN 60"), bill.attribute().shares());
    }

    @Test
    void aClusterThatNothingIsKnownOfIsNoQuery() {
        assertEquals(List.of("IDLE NO_QUERY 60"), HOUR.attribute().shares());
    }

    @Test
    void statementsOnTheClusterShareWithTasks() {
        Bill bill = HOUR.with(
                task("t1", "r1").onCluster("c1").during("10:00", "11:00"),
                statement("s1", "10:00", "10:30").onCluster("c1"));

        assertEquals(
                List.of("ALLOCATED STATEMENT s1 15", "ALLOCATED JOB_TASK_RUN t1 45"),
                bill.attribute().shares());
    }

    @Test
    void tasksOfOtherClustersAndEnclosingTasksDoNotShare() {
        Bill bill = HOUR.with(
                task("loop", "r1").onCluster("c1").during("10:00", "11:00"),
                task("i1", "r1").parent("loop").onCluster("c1").during("10:00", "10:30"),
                task("t2", "r2").onCluster("c2").during("10:00", "11:00"),
                task("t3", "r3").during("10:00", "11:00"));

        assertEquals(
                List.of("ALLOCATED JOB_TASK_RUN i1 30", "IDLE TAIL 30"),
                bill.attribute().shares());
    }

    @Test
    void iterationsThatNameNoComputeRunWhereTheirLoopDoes() {
        Bill bill = HOUR.with(
                task("loop", "r1").onCluster("c1").during("10:00", "10:40"),
                task("i1", "r1").parent("loop").during("10:00", "10:40"),
                task("i2", "r1").parent("loop").onCluster("c2").during("10:00", "11:00"));

        assertEquals(
                List.of("ALLOCATED JOB_TASK_RUN i1 40", "IDLE TAIL 20"),
                bill.attribute().shares());
    }

    @Test
    void aTaskSharesOnlyWhileNoStatementOfItsOwnDoes() {
        Bill bill = HOUR.with(
                task("t1", "r1").onCluster("c1").during("10:00", "11:00"),
                task("t2", "r2").onCluster("c1").during("10:00", "11:00"),
                statement("s1", "10:00", "10:40").onCluster("c1").source(ofTask("t1")),
                statement("s2", "10:20", "10:40").source(ofTask("t1")));

        assertEquals(
                List.of("ALLOCATED STATEMENT s1 20", "ALLOCATED JOB_TASK_RUN t2 30", "ALLOCATED JOB_TASK_RUN t1 10"),
                bill.attribute().shares());
    }

    @Test
    void aTaskOnTwoClustersSharesBoth() {
        Bill bill = HOUR.with(
                clusterUsage("u2", "c2").quantity("30"),
                task("t1", "r1").onCluster("c1").onCluster("c2").during("10:00", "11:00"));

        assertEquals(List.of("ALLOCATED JOB_TASK_RUN t1 60"), bill.attribute().shares("u1"));
        assertEquals(List.of("ALLOCATED JOB_TASK_RUN t1 30"), bill.attribute().shares("u2"));
    }

    @Test
    void jobComputeThatNamesOnlyItsClusterIsShared() {
        Bill bill = Bill.of(
                aDollar(),
                usage("u1").product("JOBS").key(UsageKey.CLUSTER_ID, "c1"),
                task("t1", "r1").onCluster("c1").during("10:00", "10:45"));

        assertEquals(
                List.of("ALLOCATED JOB_TASK_RUN t1 45", "IDLE TAIL 15"),
                bill.attribute().shares());
    }

    @Test
    void aChargeWithoutLengthIsNoQuery() {
        Bill bill = Bill.of(
                aDollar(),
                clusterUsage("u1", "c1").during("10:30", "10:30"),
                task("t1", "r1").onCluster("c1").during("10:00", "11:00"));

        assertEquals(List.of("IDLE NO_QUERY 60"), bill.attribute().shares());
    }

    @Test
    void withoutTheTaskTimelineTheChargeWaitsForIt() {
        Bill bill = HOUR.unreadable(SystemTable.LAKEFLOW_JOB_TASK_RUN_TIMELINE);

        assertEquals(
                List.of("UNATTRIBUTED TABLE_NOT_READABLE 60"), bill.attribute().shares());
    }

    private static QuerySource ofTask(String taskRunId) {
        return new QuerySource(null, null, taskRunId, null, null, null, null, null, null, null);
    }
}
