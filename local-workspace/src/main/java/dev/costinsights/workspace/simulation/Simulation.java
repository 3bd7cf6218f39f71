package dev.costinsights.workspace.simulation;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.company.WarehouseSize;
import java.util.ArrayList;
import java.util.List;

/** A simulated period of SQL warehouses: what history, events and the bill may show, and the truth apart from them. */
public record Simulation(
        List<WarehouseSpec> warehouses,
        List<StatementOutcome> statements,
        List<ClusterChange> changes,
        List<Truth> truth) {
    private static final WarehouseSize[] SIZES = {WarehouseSize.S, WarehouseSize.M, WarehouseSize.XS, WarehouseSize.L};

    /** Deterministic: the same plan gives the same company. */
    public static Simulation of(SimulationPlan plan) {
        List<WarehouseSpec> specs = specs(plan);
        List<List<Demand>> demands = new Demands(plan, specs.size()).draw();
        List<StatementOutcome> statements = new ArrayList<>();
        List<ClusterChange> changes = new ArrayList<>();
        List<Truth> truth = new ArrayList<>();
        for (int i = 0; i < specs.size(); i++) {
            Rng rng = Rng.of(plan.seed(), "simulated-physics", i);
            WarehousePhysics physics = new WarehousePhysics(specs.get(i), rng, new WarehouseLog() {
                @Override
                public void changed(ClusterChange change) {
                    changes.add(change);
                }

                @Override
                public void finished(StatementOutcome statement) {
                    statements.add(statement);
                }

                @Override
                public void metered(Truth record) {
                    truth.add(record);
                }
            });
            demands.get(i).forEach(physics::submit);
            while (physics.next() != WarehousePhysics.NEVER) {
                physics.advance(physics.next());
            }
        }
        return new Simulation(specs, List.copyOf(statements), List.copyOf(changes), List.copyOf(truth));
    }

    private static List<WarehouseSpec> specs(SimulationPlan plan) {
        List<WarehouseSpec> specs = new ArrayList<>();
        for (int i = 0; i < Math.max(2, plan.jobs() / plan.profile().jobsPerWarehouse); i++) {
            boolean isServerless = i % 2 == 0;
            specs.add(new WarehouseSpec(
                    Rng.of(plan.seed(), "simulated-warehouse", i).hex(16),
                    "sql " + i,
                    Company.PEOPLE.get(i % Company.PEOPLE.size()),
                    isServerless,
                    SIZES[i % SIZES.length],
                    1,
                    1 + i % 4,
                    WarehouseSpec.startMillis(isServerless),
                    isServerless ? 600_000 : 2_700_000));
        }
        return List.copyOf(specs);
    }
}
