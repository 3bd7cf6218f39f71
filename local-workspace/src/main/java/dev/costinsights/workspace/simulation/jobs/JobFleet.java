package dev.costinsights.workspace.simulation.jobs;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.company.Names;
import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.simulation.Profile;
import dev.costinsights.workspace.simulation.SimulationPlan;
import java.util.ArrayList;
import java.util.List;

/** The jobs of a company, and the clusters that they share. */
final class JobFleet {
    private static final int JOBS_ON_A_SHARED_CLUSTER = 10;
    private static final int[] RUNS_PER_DAY = {1, 1, 1, 1, 1, 2, 2, 4, 4, 24};
    private final SimulationPlan plan;
    private final Mix mix;
    private final List<ClusterSpec> shared = new ArrayList<>();
    private final List<SimulatedJob> jobs = new ArrayList<>();

    /** Percentages of the jobs, and how many people work on a shared cluster. */
    private record Mix(int onOwnCluster, int serverless, int people) {
        static Mix of(Profile profile) {
            return switch (profile) {
                case BI -> new Mix(25, 45, 8);
                case ETL -> new Mix(60, 20, 3);
                case MIXED, BUSY -> new Mix(40, 35, 5);
            };
        }
    }

    JobFleet(SimulationPlan plan) {
        this.plan = plan;
        this.mix = Mix.of(plan.profile());
        int onShared = plan.jobs() * (100 - mix.onOwnCluster - mix.serverless) / 100;
        for (int i = 0; i < Math.max(1, onShared / JOBS_ON_A_SHARED_CLUSTER); i++) {
            shared.add(sharedCluster(i));
        }
        for (int i = 0; i < plan.jobs(); i++) {
            jobs.add(job(i));
        }
    }

    List<SimulatedJob> jobs() {
        return jobs;
    }

    List<ClusterSpec> shared() {
        return shared;
    }

    int peoplePerCluster() {
        return mix.people;
    }

    private ClusterSpec sharedCluster(int index) {
        Rng rng = Rng.of(plan.seed(), "simulated-shared-cluster", index);
        boolean isElastic = index % 2 == 0;
        int workers = rng.between(2, 4);
        return new ClusterSpec(
                rng.hex(16),
                "shared " + index,
                Company.PEOPLE.get(index % Company.PEOPLE.size()),
                index % 3 == 0 ? NodeType.XLARGE : NodeType.DOUBLE,
                NodeType.DOUBLE,
                workers,
                isElastic ? 2 * workers : workers,
                60_000L * rng.pick(List.of(20, 30, 60, 120)),
                150_000);
    }

    private SimulatedJob job(int index) {
        Rng rng = Rng.of(plan.seed(), "simulated-job-run", index);
        int percentile = rng.below(100);
        SimulatedJob.Compute compute = percentile < mix.onOwnCluster
                ? SimulatedJob.Compute.OWN_CLUSTER
                : percentile < mix.onOwnCluster + mix.serverless
                        ? SimulatedJob.Compute.SERVERLESS
                        : SimulatedJob.Compute.SHARED_CLUSTER;
        ClusterSpec cluster =
                switch (compute) {
                    case OWN_CLUSTER -> ownCluster(index, rng);
                    case SERVERLESS -> null;
                    case SHARED_CLUSTER -> shared.get(index % shared.size());
                };
        int cores = cluster == null
                ? 8 << rng.below(4)
                : Math.max(2, cluster.minWorkers() * cluster.worker().cores() * rng.between(50, 200) / 100);
        int runsPerDay = RUNS_PER_DAY[rng.below(RUNS_PER_DAY.length)];
        // A usual run is far from over-running the next one.
        double longest = Math.min(5_400, 0.15 * 86_400 / runsPerDay);
        double seconds = Math.max(40, Math.min(longest, rng.logNormal(300, 0.9)));
        return new SimulatedJob(
                index,
                Long.toString(1_000_000 + index),
                Names.job(index),
                compute,
                Company.SERVICE_PRINCIPALS.get(index % Company.SERVICE_PRINCIPALS.size()),
                rng.chance(0.7),
                runsPerDay,
                cluster,
                new SimulatedJob.Shape(
                        rng.between(2, 5), seconds, cores, 0.15 + 0.3 * rng.unit(), 0.004 + 0.004 * rng.normal()));
    }

    private static ClusterSpec ownCluster(int index, Rng rng) {
        int workers = rng.between(1, 6);
        boolean isElastic = rng.chance(0.5);
        return new ClusterSpec(
                null,
                null,
                Company.SERVICE_PRINCIPALS.get(index % Company.SERVICE_PRINCIPALS.size()),
                rng.chance(0.2) ? NodeType.LARGE : NodeType.XLARGE,
                NodeType.XLARGE,
                workers,
                isElastic ? workers * 3 : workers,
                20_000,
                40_000);
    }
}
