package dev.costinsights.workspace.simulation;

import dev.costinsights.workspace.company.Names;
import dev.costinsights.workspace.company.Rng;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What jobs, dashboards and people ask of each warehouse. */
final class Demands {
    private static final long DAY = 86_400_000L;
    private static final int STATEMENTS_PER_RUN = 5;
    private final SimulationPlan plan;
    private final List<List<Demand>> perWarehouse = new ArrayList<>();

    Demands(SimulationPlan plan, int warehouses) {
        this.plan = plan;
        for (int i = 0; i < warehouses; i++) {
            perWarehouse.add(new ArrayList<>());
        }
    }

    List<List<Demand>> draw() {
        for (int job = 0; job < plan.jobs(); job++) {
            Rng rng = Rng.of(plan.seed(), "simulated-job", job);
            List<Demand> asked = perWarehouse.get(job % perWarehouse.size());
            long minute = rng.below(DAY);
            for (int day = 0; day < plan.days(); day++) {
                long start = plan.startMillis() + day * DAY + minute;
                run(job, start, rng, asked);
                for (int view = 0; view < plan.profile().viewsPerJobRun; view++) {
                    long at = plan.startMillis() + day * DAY + officeTime(rng);
                    for (int i = 0; i < plan.profile().statementsPerView; i++) {
                        asked.add(statementOfView(at, rng));
                    }
                }
            }
        }
        for (List<Demand> asked : perWarehouse) {
            asked.sort(Comparator.comparingLong(Demand::arrival).thenComparing(Demand::id));
        }
        return perWarehouse;
    }

    private void run(int job, long start, Rng rng, List<Demand> asked) {
        String opaque = rng.uuid();
        String run = Long.toString(1 + rng.below(1L << 50));
        long at = start;
        for (int i = 0; i < STATEMENTS_PER_RUN; i++) {
            double seconds = rng.logNormal(plan.profile().jobSeconds / (double) STATEMENTS_PER_RUN, 0.9);
            int parallelism = rng.between(200, 1000);
            long work = 1 + (long) (seconds * parallelism * 1000);
            asked.add(new Demand(rng.statementId(), at, opaque, Names.job(job), run, 3_000, work, parallelism, 500));
            at += 2_000 + rng.below(20_000);
        }
    }

    private Demand statementOfView(long at, Rng rng) {
        int parallelism = rng.between(50, 600);
        long work = 1 + (long) (rng.logNormal(plan.profile().viewSeconds, 1.1) * parallelism * 1000);
        return new Demand(rng.statementId(), at, null, null, null, 2_000, work, parallelism, 1_000);
    }

    private static long officeTime(Rng rng) {
        return (long) (Math.min(23.9, Math.max(0, 13 + 2.5 * rng.normal())) * Meter.HOUR);
    }
}
