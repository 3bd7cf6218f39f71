package dev.costinsights.core.attribution;

import static dev.costinsights.core.oracle.Fixtures.WORKSPACE;
import static dev.costinsights.core.oracle.Fixtures.aDollar;
import static dev.costinsights.core.oracle.Fixtures.run;
import static dev.costinsights.core.oracle.Fixtures.runUsage;
import static dev.costinsights.core.oracle.Fixtures.task;
import static dev.costinsights.core.oracle.Fixtures.updateByJob;
import static dev.costinsights.core.oracle.Fixtures.usage;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.costinsights.core.model.AmountBasis;
import dev.costinsights.core.model.BundleLink;
import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.model.Resource;
import dev.costinsights.core.model.ResourceType;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.UsageKey;
import dev.costinsights.core.oracle.Bill;
import dev.costinsights.core.oracle.Fact;
import dev.costinsights.core.oracle.Time;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Charges that name a job run, and how its tasks share them. */
class JobRunsTest {

    private static final Bill RUN =
            Bill.of(aDollar(), runUsage("u1", "r1"), run("r1").during("10:00", "11:00"));

    @Test
    void aRunWithoutTasksTakesItsCharge() {
        LedgerRow row = RUN.attribute().row();

        assertEquals(List.of("DIRECT JOB_RUN r1 60"), RUN.attribute().shares());
        assertEquals(AmountBasis.BILLED_ID, row.amountBasis());
        assertEquals("j1", row.context().jobId());
        assertEquals("r1", row.context().jobRunId());
        assertEquals(new Resource(ResourceType.SERVERLESS, ""), row.charge().resource());
    }

    @Test
    void theOnlyTaskTakesAllOfIt() {
        Bill bill = RUN.with(task("t1", "r1").key("load").during("10:20", "10:30"));
        LedgerRow row = bill.attribute().row();

        assertEquals(List.of("DIRECT JOB_TASK_RUN t1 60"), bill.attribute().shares());
        assertEquals(AmountBasis.BILLED_ID, row.amountBasis());
        assertEquals("load", row.context().taskKey());
        assertEquals("r1", row.context().jobRunId());
    }

    @Test
    void parallelTasksShareEachMomentEqually() {
        Bill bill = RUN.with(
                task("t1", "r1").during("10:00", "10:30"), task("t2", "r1").during("10:10", "10:40"));

        // 10 alone, 20 together, 10 alone: of 40 active minutes, 1.5 $ each.
        assertEquals(
                List.of("DIRECT JOB_TASK_RUN t1 30", "DIRECT JOB_TASK_RUN t2 30"),
                bill.attribute().shares());
        assertEquals(AmountBasis.ALLOCATED_TIME, bill.attribute().row("t1").amountBasis());
    }

    @Test
    void slicesOfOneTaskAreOneTask() {
        Bill bill = RUN.with(
                task("t1", "r1")
                        .during("10:00", "10:20")
                        .during("10:20", "10:40")
                        .during("10:10", "10:30"),
                task("t2", "r1").during("10:40", "10:50").during("10:50", "11:00"));

        assertEquals(
                List.of("DIRECT JOB_TASK_RUN t1 40", "DIRECT JOB_TASK_RUN t2 20"),
                bill.attribute().shares());
    }

    @Test
    void aRepairedTaskIsTwoTaskRunsOfOneRun() {
        Bill bill = RUN.with(
                task("t1", "r1").key("load").during("10:00", "10:15"),
                task("t2", "r1").key("load").during("10:30", "10:45"));

        assertEquals(
                List.of("DIRECT JOB_TASK_RUN t1 30", "DIRECT JOB_TASK_RUN t2 30"),
                bill.attribute().shares());
        assertEquals("r1", bill.attribute().row("t1").context().jobRunId());
        assertEquals("r1", bill.attribute().row("t2").context().jobRunId());
    }

    @Test
    void theIterationsOfAForEachShareAndTheLoopItselfDoesNot() {
        Bill bill = RUN.with(
                task("loop", "r1").during("10:00", "11:00"),
                task("i1", "r1").parent("loop").during("10:00", "10:20"),
                task("i2", "r1").parent("loop").during("10:20", "11:00"));

        assertEquals(
                List.of("DIRECT JOB_TASK_RUN i1 20", "DIRECT JOB_TASK_RUN i2 40"),
                bill.attribute().shares());
    }

    @Test
    void theRunThatATaskStartsIsBilledOnItsOwn() {
        Bill bill = RUN.with(
                task("t0", "r1").during("10:00", "10:10"),
                task("t1", "r1").during("10:10", "11:00"),
                runUsage("u2", "r2").key(UsageKey.JOB_ID, "j2").quantity("30"),
                run("r2").job("j2").during("10:10", "10:40").startedByTask("t1"),
                task("t2", "r2").job("j2").during("10:10", "10:40"));

        assertEquals(List.of("DIRECT JOB_TASK_RUN t0 60"), bill.attribute().shares("u1"));
        assertEquals(List.of("DIRECT JOB_TASK_RUN t2 30"), bill.attribute().shares("u2"));
        assertEquals("j2", bill.attribute().row("t2").context().jobId());
    }

    @Test
    void aRunThatOnlyWaitsForAnotherTakesItsChargeItself() {
        Bill bill = RUN.with(
                task("t1", "r1").during("10:00", "11:00"),
                run("r2").job("j2").during("10:10", "10:40").startedByTask("t1"));

        assertEquals(List.of("DIRECT JOB_RUN r1 60"), bill.attribute().shares());
    }

    @Test
    void aTaskThatWaitsForAnUpdateTakesNothing() {
        Bill bill = RUN.with(
                task("t1", "r1").during("10:00", "10:30"),
                task("t2", "r1").during("10:00", "11:00"),
                updateByJob("p1", "x1", "j1", "t2"));

        assertEquals(List.of("DIRECT JOB_TASK_RUN t1 60"), bill.attribute().shares());
    }

    @Test
    void aTaskThatCallsANotebookRunsItItself() {
        Bill bill = RUN.with(
                task("t1", "r1").during("10:00", "11:00"),
                run("r2").job("r2").inside().during("10:10", "10:40").startedByTask("t1"));

        assertEquals(List.of("DIRECT JOB_TASK_RUN t1 60"), bill.attribute().shares());
    }

    @Test
    void aTaskOnAWarehouseTakesNothingOfAJobCluster() {
        Bill bill = Bill.of(
                aDollar(),
                runUsage("u1", "r1").key(UsageKey.CLUSTER_ID, "c1"),
                task("t1", "r1").onCluster("c1").during("10:00", "10:05"),
                task("t2", "r1").onWarehouse("w1").during("10:05", "11:00"));

        assertEquals(List.of("DIRECT JOB_TASK_RUN t1 60"), bill.attribute().shares());
    }

    @Test
    void serverlessAndClusterOfARunAreOfTheTasksOnEach() {
        Bill bill = RUN.with(
                runUsage("u2", "r1").key(UsageKey.CLUSTER_ID, "c1").quantity("30"),
                task("t1", "r1").onCluster("c1").during("10:00", "11:00"),
                task("t2", "r1").onServerless().during("10:00", "11:00"),
                task("t3", "r1").onWarehouse("w1").during("10:00", "11:00"));

        assertEquals(List.of("DIRECT JOB_TASK_RUN t2 60"), bill.attribute().shares("u1"));
        assertEquals(List.of("DIRECT JOB_TASK_RUN t1 30"), bill.attribute().shares("u2"));
    }

    @Test
    void aServerlessChargeThatNoTaskMayBeOfIsOfAllTasks() {
        Bill bill = RUN.with(
                task("t1", "r1").onCluster("c1").during("10:00", "10:30"),
                task("t2", "r1").onWarehouse("w1").during("10:30", "11:00"));

        assertEquals(
                List.of("DIRECT JOB_TASK_RUN t1 30", "DIRECT JOB_TASK_RUN t2 30"),
                bill.attribute().shares());
    }

    @Test
    void modelsThatAStatementCalledAreOfTheTasksOnItsWarehouse() {
        Bill bill = Bill.of(
                aDollar(),
                runUsage("u1", "r1").product("AI_FUNCTIONS").key(UsageKey.WAREHOUSE_ID, "w1"),
                task("t1", "r1").onWarehouse("w1").during("10:00", "11:00"),
                task("t2", "r1").onServerless().during("10:00", "11:00"));

        assertEquals(List.of("DIRECT JOB_TASK_RUN t1 60"), bill.attribute().shares());
    }

    @Test
    void onAJobClusterOnlyItsOwnTasksShare() {
        Bill bill = Bill.of(
                aDollar(),
                runUsage("u1", "r1").key(UsageKey.CLUSTER_ID, "c1"),
                task("t1", "r1").onCluster("c1").during("10:00", "10:30"),
                task("t2", "r1").onCluster("c2").during("10:00", "11:00"),
                task("t3", "r1").during("10:30", "11:00"));

        assertEquals(
                List.of("DIRECT JOB_TASK_RUN t1 30", "DIRECT JOB_TASK_RUN t3 30"),
                bill.attribute().shares());
        assertEquals(
                new Resource(ResourceType.CLUSTER, "c1"),
                bill.attribute().row("t1").charge().resource());
    }

    @Test
    void tasksOfOtherHoursDoNotShare() {
        Bill bill = RUN.with(
                task("t1", "r1").during("08:00", "10:00"), task("t2", "r1").during("11:00", "12:00"));

        assertEquals(List.of("DIRECT JOB_RUN r1 60"), bill.attribute().shares());
    }

    @Test
    void aRunWithTheSameIdInAnotherWorkspaceIsAnother() {
        Bill bill = RUN.with(task("t1", "r1").workspace("102").during("10:00", "11:00"));

        assertEquals(List.of("DIRECT JOB_RUN r1 60"), bill.attribute().shares());
    }

    @Test
    void withoutTheTaskTimelineTheRunTakesItsCharge() {
        Bill bill = RUN.unreadable(SystemTable.LAKEFLOW_JOB_TASK_RUN_TIMELINE);

        assertEquals(List.of("DIRECT JOB_RUN r1 60"), bill.attribute().shares());
    }

    @Test
    void theTimelineKnowsTheJobOfARunThatTheBillNamesAlone() {
        LedgerRow row = Bill.of(
                        aDollar(),
                        usage("u1").product("JOBS").key(UsageKey.JOB_RUN_ID, "r1"),
                        run("r1").during("10:00", "11:00"))
                .attribute()
                .row();

        assertEquals("j1", row.context().jobId());
    }

    @Test
    void theBundleOfThatTimeIsFoundByDeployments() {
        Bill bill = RUN.with(
                deployed("j1", "etl", "dev", "09:00"),
                deployed("j1", "etl", "prod", "09:30"),
                deployed("j1", "load", "prod", "11:30"),
                deployed("j2", "other", "prod", "09:45"));

        assertEquals("etl/prod", bill.attribute().row().context().bundle());
        assertEquals(
                "load/prod",
                RUN.with(deployed("j1", "load", "prod", "11:30"))
                        .attribute()
                        .row()
                        .context()
                        .bundle());
    }

    private static Fact deployed(String jobId, String bundle, String target, String since) {
        return Fact.of(
                new BundleLink(WORKSPACE, ExecutionType.JOB, jobId, bundle, target, "main", "c0ffee", Time.at(since)));
    }
}
