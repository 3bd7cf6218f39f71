package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.company.SkuKind;
import dev.costinsights.workspace.company.Workspace;
import dev.costinsights.workspace.sample.Job.Identity;
import dev.costinsights.workspace.sample.Job.Kind;
import dev.costinsights.workspace.tables.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The usage of job runs on serverless compute and on clusters of their own. Billing names the run, never the task. */
final class JobUsage {
    private static final long CLUSTER_START = 4 * Window.MINUTE;
    /** Serverless rows that carry the job's tags; measured, not documented. */
    private static final double SERVERLESS_TAGGED = 0.67;

    private final List<Job> jobs;
    private final JobRuns runs;
    private final Window window;
    private final long seed;
    private final Meter meter;
    private final UsageWriter usage;

    JobUsage(List<Job> jobs, JobRuns runs, Window window, long seed, Meter meter, UsageWriter usage) {
        this.jobs = jobs;
        this.runs = runs;
        this.window = window;
        this.seed = seed;
        this.meter = meter;
        this.usage = usage;
    }

    void write() {
        for (Job job : jobs) {
            boolean isBilled = job.kind() == Kind.SERVERLESS || job.kind() == Kind.JOB_CLUSTER || job.isSubmitted();
            for (int day = 0; isBilled && day < window.days(); day++) {
                for (JobRun run : runs.of(job, day)) {
                    if (!run.isSkipped()) {
                        write(job, run);
                    }
                }
            }
        }
    }

    private void write(Job job, JobRun run) {
        Rng rng = Rng.of(seed, "run-usage", Long.parseLong(run.runId()));
        if (job.kind() == Kind.SERVERLESS) {
            String tags = serverlessTags(job, run, rng);
            for (JobRun.Attempt attempt : run.attempts()) {
                for (long hour = Window.hour(attempt.start()); hour < attempt.end(); hour += Window.HOUR) {
                    // The same workload-hour can have several rows.
                    int rows = rng.chance(0.08) ? 2 : 1;
                    for (int i = 0; i < rows; i++) {
                        serverless(job, run, rng, hour, tags);
                    }
                }
            }
        } else {
            long from = run.start() - CLUSTER_START;
            while (from < run.end()) {
                long to = Math.min(run.end(), Window.hour(from) + Window.HOUR);
                cluster(job, run, rng, from, to, "i3.xlarge");
                if (job.index() % 6 == 1) {
                    // A driver of another node type is another record.
                    cluster(job, run, rng, from, to, "m5d.large");
                }
                from = to;
            }
        }
    }

    private void serverless(Job job, JobRun run, Rng rng, long hour, String tags) {
        if (!window.contains(hour)) {
            return;
        }
        Workspace workspace = job.workspace();
        boolean isFast = job.index() % 3 == 0;
        usage.write(UsageRecord.of(
                        workspace,
                        SkuKind.JOBS_SERVERLESS,
                        hour,
                        hour + Window.HOUR,
                        meter.quantity(rng, ProductLine.SERVERLESS_JOBS, SkuKind.JOBS_SERVERLESS, workspace),
                        "JOBS")
                .withTags(tags)
                .withMetadata("job_id", job.id(), "job_run_id", run.runId(), "job_name", job.name(run.start(), window))
                .withRunAs(job.runAs())
                .withFeatures(new Json()
                        .open()
                        .field("is_serverless", true)
                        .field("is_photon", true)
                        .field("performance_target", isFast ? "PERFORMANCE_OPTIMIZED" : "STANDARD")
                        .close()));
    }

    private String serverlessTags(Job job, JobRun run, Rng rng) {
        if (job.identity() == Identity.NULL_TAGS) {
            return null;
        }
        return rng.chance(SERVERLESS_TAGGED) ? Json.map(job.tags(run.start(), window)) : "{}";
    }

    private void cluster(Job job, JobRun run, Rng rng, long from, long to, String nodeType) {
        if (!window.contains(from)) {
            return;
        }
        Workspace workspace = job.workspace();
        boolean isPhoton = job.index() % 2 == 0;
        SkuKind kind = isPhoton ? SkuKind.JOBS_PHOTON : SkuKind.JOBS;
        usage.write(UsageRecord.of(
                        workspace,
                        kind,
                        from,
                        to,
                        meter.quantity(rng, ProductLine.JOB_CLUSTERS, kind, workspace),
                        "JOBS")
                .withTags(clusterTags(job, run))
                .withMetadata(
                        "cluster_id", run.clusterId(),
                        "job_id", job.id(),
                        "node_type", workspace.isAzure() ? "Standard_DS3_v2" : nodeType,
                        "job_run_id", run.runId(),
                        "job_name", job.isSubmitted() ? null : job.name(run.start(), window))
                .withRunAs(job.runAs())
                .withFeatures(new Json()
                        .open()
                        .field("jobs_tier", "CLASSIC")
                        .field("is_serverless", false)
                        .field("is_photon", isPhoton)
                        .close()));
    }

    /** Job tags are forwarded to the cluster. A one-time run has none: what it has stands in its new cluster's tags. */
    private String clusterTags(Job job, JobRun run) {
        if (job.identity() == Identity.NULL_TAGS) {
            return null;
        }
        if (!job.isSubmitted()) {
            return Json.map(job.tags(run.start(), window));
        }
        Map<String, String> tags = new TreeMap<>();
        switch (job.identity()) {
            case DAGSTER_TAGS ->
                ObjectTags.dagster(tags, run.opaqueId(), job.orchestratorJob(), run.orchestratorRunId());
            case OLD_KEY_TAG -> tags.put("dagster_databricks_opaque_id:" + run.opaqueId(), "true");
            default -> tags.put("env", "adhoc");
        }
        return Json.map(tags);
    }
}
