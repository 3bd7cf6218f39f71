package dev.costinsights.workspace.simulation.company;

import dev.costinsights.workspace.simulation.Billing;
import dev.costinsights.workspace.simulation.Simulation;
import dev.costinsights.workspace.simulation.SimulationPlan;
import dev.costinsights.workspace.simulation.WarehouseTables;
import dev.costinsights.workspace.simulation.jobs.JobCompany;
import dev.costinsights.workspace.simulation.jobs.JobTables;
import dev.costinsights.workspace.tables.RowProducer;
import java.util.Map;
import java.util.function.Consumer;

/** The warehouses, jobs and pipelines of one plan. */
public final class SimulatedCompany {
    private final Simulation warehouses;
    private final JobCompany jobs;
    private final Billing billing;

    private SimulatedCompany(SimulationPlan plan) {
        this.warehouses = Simulation.of(plan);
        this.jobs = JobCompany.of(plan);
        this.billing = Billing.of(plan);
    }

    /** Simulates the whole period, and holds what happened in memory. Deterministic: the same plan gives the same company. */
    public static SimulatedCompany of(SimulationPlan plan) {
        return new SimulatedCompany(plan);
    }

    /** What its system tables show, by path, e.g. {@code billing/usage}; without a price list. */
    public Map<String, RowProducer> tables() {
        Map<String, RowProducer> tables = JobTables.of(jobs, billing);
        WarehouseTables.of(warehouses, billing)
                .forEach((path, more) -> tables.merge(path, more, (first, second) -> rows -> {
                    first.produce(rows);
                    second.produce(rows);
                }));
        return tables;
    }

    /** Every row that its bill will have, with the moment at which it comes. */
    public void bills(Consumer<Billing.Row> bill) {
        JobTables.bills(jobs, billing, bill);
        WarehouseTables.bills(warehouses, billing, bill);
    }

    /** What each execution really consumed, and who asked for it: rows of {@link TruthTable#TABLE}. */
    public RowProducer truth() {
        return rows -> {
            TruthTable truth = new TruthTable(rows);
            truth.warehouses(warehouses);
            truth.jobs(jobs);
        };
    }
}
