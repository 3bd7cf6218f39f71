package dev.costinsights.workspace.simulation.jobs;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.company.Names;
import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.simulation.Profile;
import dev.costinsights.workspace.simulation.SimulationPlan;
import java.util.ArrayList;
import java.util.List;

/** The pipelines of a company: one for ten jobs; a third started by jobs, a third deployed by an orchestrator. */
final class PipelineFleet {
    /** How many percent are serverless, and how long a usual update takes. */
    private record Mix(int serverless, double seconds) {
        static Mix of(Profile profile) {
            return switch (profile) {
                case BI -> new Mix(80, 120);
                case ETL -> new Mix(30, 400);
                case MIXED, BUSY -> new Mix(55, 240);
            };
        }
    }

    private static final int JOBS_PER_PIPELINE = 10;
    private static final int DAY = 86_400_000;
    private static final List<String> EDITIONS = List.of("CORE", "PRO", "ADVANCED");
    private static final int[] UPDATES_PER_DAY = {1, 1, 2, 4, 24};

    private PipelineFleet() {}

    static List<SimulatedPipeline> of(SimulationPlan plan, List<SimulatedJob> jobs) {
        List<SimulatedPipeline> pipelines = new ArrayList<>();
        for (int i = 0; i < Math.max(2, jobs.size() / JOBS_PER_PIPELINE); i++) {
            pipelines.add(pipeline(plan, i, i % 3 == 0 ? jobs.get(i % jobs.size()) : null));
        }
        return pipelines;
    }

    private static SimulatedPipeline pipeline(SimulationPlan plan, int index, SimulatedJob startedBy) {
        Rng rng = Rng.of(plan.seed(), "simulated-pipeline", index);
        String name = Names.MODELS.get(index % Names.MODELS.size()) + "_pipeline_" + index;
        String edition = rng.pick(EDITIONS);
        Mix mix = Mix.of(plan.profile());
        boolean isServerless = rng.below(100) < mix.serverless;
        ClusterSpec cluster = isServerless ? null : cluster(rng);
        int cores = isServerless
                ? 8 << rng.below(3)
                : cluster.minWorkers() * cluster.worker().cores() * rng.between(50, 200) / 100;
        int perDay = startedBy == null ? UPDATES_PER_DAY[rng.below(UPDATES_PER_DAY.length)] : startedBy.runsPerDay();
        // A usual update is far from over-running the next one.
        double longest = 0.1 * DAY / 1_000 / perDay;
        double seconds = Math.max(40, Math.min(longest, rng.logNormal(mix.seconds, 0.8)));
        return new SimulatedPipeline(
                index,
                rng.uuid(),
                name,
                Company.SERVICE_PRINCIPALS.get(index % Company.SERVICE_PRINCIPALS.size()),
                edition,
                cluster,
                startedBy,
                startedBy == null ? perDay : 0,
                versions(plan, index % 3 == 1 ? Names.ORCHESTRATOR_JOBS.get(index % 20) : null, rng),
                new SimulatedPipeline.Shape(
                        seconds,
                        Math.max(2, cores),
                        0.15 + 0.3 * rng.unit(),
                        0.004 + 0.004 * rng.normal(),
                        3 + 7 * rng.unit()));
    }

    /** @param deployedBy the orchestrator's job that deploys it again and again, or null */
    private static List<SimulatedPipeline.Version> versions(SimulationPlan plan, String deployedBy, Rng rng) {
        List<SimulatedPipeline.Version> versions = new ArrayList<>();
        long end = plan.startMillis() + (long) plan.days() * DAY;
        for (long since = plan.startMillis() - 30L * DAY; since < end; since += rng.between(DAY, 9 * DAY)) {
            versions.add(new SimulatedPipeline.Version(since, deployedBy == null ? null : rng.uuid(), deployedBy));
        }
        return List.copyOf(versions);
    }

    private static ClusterSpec cluster(Rng rng) {
        int workers = rng.between(1, 4);
        return new ClusterSpec(
                null,
                null,
                rng.pick(Company.SERVICE_PRINCIPALS),
                rng.chance(0.2) ? NodeType.LARGE : NodeType.XLARGE,
                NodeType.XLARGE,
                workers,
                rng.chance(0.7) ? workers * 3 : workers,
                60_000,
                40_000);
    }
}
