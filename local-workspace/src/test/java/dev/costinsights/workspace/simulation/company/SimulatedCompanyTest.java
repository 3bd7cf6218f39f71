package dev.costinsights.workspace.simulation.company;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.costinsights.workspace.simulation.Profile;
import dev.costinsights.workspace.simulation.SimulationPlan;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulatedCompanyTest {
    private static final Instant END = Instant.parse("2026-11-01T00:00:00Z");

    @Test
    void aMonthOfFiveHundredJobsFillsTheTablesOfAllThatItSimulates() {
        SimulatedCompany company = SimulatedCompany.of(new SimulationPlan(7, 30, 500, END, Profile.MIXED));
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
