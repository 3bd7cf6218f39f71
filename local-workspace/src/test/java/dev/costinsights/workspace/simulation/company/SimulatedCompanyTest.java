package dev.costinsights.workspace.simulation.company;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.costinsights.workspace.simulation.Profile;
import dev.costinsights.workspace.simulation.SimulationPlan;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulatedCompanyTest {
    private static final Instant END = Instant.parse("2026-11-01T00:00:00Z");
    private static final long MOST_SECONDS = 30;

    /** Of the processor, not of the clock: a machine that others use too must not make it fail. */
    @Test
    void aMonthOfFiveHundredJobsIsSimulatedInHalfAMinute() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        SimulatedCompany company = SimulatedCompany.of(new SimulationPlan(7, 30, 500, END, Profile.MIXED));
        Duration taken = Duration.ofNanos(threads.getCurrentThreadCpuTime() - before);
        System.out.println("a month of 500 jobs: " + taken.toMillis() + " ms of processor time");
        assertTrue(taken.toSeconds() < MOST_SECONDS, taken::toString);
        assertEquals(
                Set.of(
                        "billing/usage",
                        "query/history",
                        "lakeflow/jobs",
                        "lakeflow/job_tasks",
                        "lakeflow/job_run_timeline",
                        "lakeflow/job_task_run_timeline",
                        "lakeflow/pipelines",
                        "lakeflow/pipeline_update_timeline",
                        "compute/clusters",
                        "compute/node_types",
                        "compute/warehouses",
                        "compute/warehouse_events"),
                company.tables().keySet());
    }
}
