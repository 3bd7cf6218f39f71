package dev.costinsights.core.attribution;

import static dev.costinsights.core.model.WarehouseEvent.Type.RUNNING;
import static dev.costinsights.core.model.WarehouseEvent.Type.SCALED_UP;
import static dev.costinsights.core.oracle.Fixtures.aDollar;
import static dev.costinsights.core.oracle.Fixtures.clusterUsage;
import static dev.costinsights.core.oracle.Fixtures.event;
import static dev.costinsights.core.oracle.Fixtures.job;
import static dev.costinsights.core.oracle.Fixtures.pipeline;
import static dev.costinsights.core.oracle.Fixtures.run;
import static dev.costinsights.core.oracle.Fixtures.runUsage;
import static dev.costinsights.core.oracle.Fixtures.statement;
import static dev.costinsights.core.oracle.Fixtures.task;
import static dev.costinsights.core.oracle.Fixtures.updateByJob;
import static dev.costinsights.core.oracle.Fixtures.updateUsage;
import static dev.costinsights.core.oracle.Fixtures.warehouseUsage;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;

import dev.costinsights.core.model.LedgerRow;
import dev.costinsights.core.oracle.Bill;
import dev.costinsights.core.oracle.Fact;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows that contradict each other and of which nothing says which is the newer: any answer, but always the same. */
class TiesTest {

    private static final String JOB_KEY = "dagster_job_name";

    @Test
    void revisionsOfARecordIngestedOnOneDay() {
        assertOrderDoesNotMatter(Bill.of(
                aDollar(),
                runUsage("u1", "r1").quantity("1"),
                runUsage("u1", "r1").quantity("2"),
                runUsage("u1", "r2").quantity("2"),
                runUsage("u1", "r1").quantity("2").tag("a", "b"),
                runUsage("u1", "r1").quantity("2").tag("a", "c"),
                runUsage("u1", "r1").quantity("2").during("10:00", "10:30"),
                runUsage("u1", "r1").quantity("2").runAs("ann")));
    }

    @Test
    void revisionsOfAStatementUpdatedAtOneTime() {
        assertOrderDoesNotMatter(Bill.of(
                aDollar(),
                warehouseUsage("u1", "w1"),
                warehouseUsage("u2", "w2"),
                statement("s1", "10:00", "10:30").onWarehouse("w1").worked(1),
                statement("s1", "10:00", "10:40").onWarehouse("w1").worked(1),
                statement("s1", "10:00", "10:40").onWarehouse("w1").worked(2),
                statement("s1", "10:00", "10:40").onWarehouse("w1").worked(2).by("eve"),
                statement("s1", "10:00", "10:40").onWarehouse("w1").worked(2).tag(JOB_KEY, "a"),
                statement("s1", "10:00", "10:40").onWarehouse("w1").worked(2).tag(JOB_KEY, "b"),
                statement("s1", "10:00", "10:40").onWarehouse("w2").worked(2),
                statement("s2", "10:00", "11:00").onWarehouse("w1").worked(3)));
    }

    @Test
    void eventsOfOneTypeAtOneTime() {
        assertOrderDoesNotMatter(Bill.of(
                aDollar(),
                warehouseUsage("u1", "w1"),
                event("w1", "09:00", RUNNING, 1),
                event("w1", "09:00", RUNNING, 3),
                event("w1", "09:00", RUNNING),
                event("w1", "10:30", SCALED_UP, 7),
                event("w1", "10:30", SCALED_UP, 2),
                statement("s1", "10:00", "10:20").onWarehouse("w1").worked(1)));
    }

    @Test
    void versionsOfAnObjectThatChangedAtOneTime() {
        assertOrderDoesNotMatter(Bill.of(
                aDollar(),
                runUsage("u1", "r1"),
                updateUsage("u2", "p1", "x1"),
                job("j1", "09:00", "one", Map.of(JOB_KEY, "a")),
                job("j1", "09:00", "two", Map.of(JOB_KEY, "b")),
                job("j1", "09:00", "two", Map.of()),
                pipeline("p1", "09:00", Map.of(JOB_KEY, "a")),
                pipeline("p1", "09:00", Map.of(JOB_KEY, "b"))));
    }

    @Test
    void slicesOfARunThatDisagree() {
        assertOrderDoesNotMatter(Bill.of(
                aDollar(),
                runUsage("u1", "r1"),
                clusterUsage("u2", "c1"),
                updateUsage("u3", "p1", "x1"),
                updateByJob("p1", "x1", "j1", "t1"),
                updateByJob("p1", "x1", "j2", "t2"),
                run("r1").during("10:00", "10:30").parameter(JOB_KEY, "a").startedByTask("t1"),
                run("r1").during("10:30", "11:00").parameter(JOB_KEY, "b").startedByTask("t2"),
                run("r1").job("j2").during("10:30", "11:00").name("x [cost_insights:1]"),
                run("r1").during("10:30", "11:00").name("x [cost_insights:2]"),
                task("t1", "r1").onCluster("c1").during("10:00", "10:30").key("a"),
                task("t1", "r1")
                        .onCluster("c2")
                        .during("10:20", "10:40")
                        .key("b")
                        .job("j2"),
                task("t1", "r2").during("10:30", "10:50").key("a").parent("t3")));
    }

    private static void assertOrderDoesNotMatter(Bill bill) {
        List<LedgerRow> rows = bill.attribute().rows();
        for (int seed = 0; seed < 50; seed++) {
            assertIterableEquals(rows, bill.shuffled(seed).attribute().rows(), "shuffle " + seed);
        }
        Bill twice = bill.with(bill.facts().toArray(Fact[]::new));
        assertIterableEquals(rows, twice.attribute().rows(), "read twice");
    }
}
