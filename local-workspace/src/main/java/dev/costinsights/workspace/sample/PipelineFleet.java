package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.company.Names;
import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.sample.Job.Identity;
import dev.costinsights.workspace.sample.Pipeline.Kind;
import java.util.ArrayList;
import java.util.List;

/** Builds the pipelines. */
final class PipelineFleet {
    private static final long ROWS_PER_PIPELINE = 1_700;
    private static final int FEWEST = 8;
    private static final int MOST = 400;
    /** Pipeline with the same id as {@link #REPEATED_ID}, in another workspace. */
    static final int REPEATING_ID = 5;

    private static final int REPEATED_ID = 2;

    private static final List<Kind> KINDS = List.of(
            Kind.SERVERLESS,
            Kind.CLASSIC,
            Kind.SERVERLESS,
            Kind.CLASSIC,
            Kind.MATERIALIZED_VIEW,
            Kind.SERVERLESS,
            Kind.CLASSIC,
            Kind.INGESTION);

    private static final List<Identity> IDENTITIES = List.of(
            Identity.DAGSTER_TAGS,
            Identity.DAGSTER_TAGS,
            Identity.NEUTRAL_TAGS,
            Identity.OLD_KEY_TAG,
            Identity.TEAM_TAG_ONLY,
            Identity.TEAM_TAG_ONLY);

    private PipelineFleet() {}

    static List<Pipeline> build(SampleOptions options, List<Job> jobs) {
        List<Job> starters =
                jobs.stream().filter(job -> job.kind() == Job.Kind.PIPELINE).toList();
        int n = (int) Math.max(FEWEST, Math.min(MOST, options.otherUsage() / ROWS_PER_PIPELINE));
        List<Pipeline> pipelines = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            Rng rng = Rng.of(options.seed(), "pipeline", i);
            Job starter = i % 3 == 0 && i / 3 < starters.size() ? starters.get(i / 3) : null;
            String id = i == REPEATING_ID ? pipelines.get(REPEATED_ID).id() : rng.uuid();
            Identity identity = rng.pick(IDENTITIES);
            String job = Names.ORCHESTRATOR_JOBS.get(i % Names.ORCHESTRATOR_JOBS.size());
            String team = rng.pick(Company.TEAMS);
            pipelines.add(new Pipeline(
                    i,
                    starter != null ? starter.workspace() : Company.WORKSPACES.get(i % 4),
                    id,
                    rng.pick(Names.LAYERS) + '_' + rng.pick(Names.MODELS) + "_pipeline_" + i,
                    KINDS.get(i % KINDS.size()),
                    rng.pick(Company.SERVICE_PRINCIPALS),
                    starter,
                    i % 6 == 1,
                    ObjectTags.of(identity, rng, team, job),
                    ObjectTags.of(identity, rng, team, job)));
        }
        return List.copyOf(pipelines);
    }
}
