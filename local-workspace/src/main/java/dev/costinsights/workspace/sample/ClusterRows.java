package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.company.Workspace;
import dev.costinsights.workspace.tables.Json;
import dev.costinsights.workspace.tables.RowWriter;
import java.util.List;

/** Rows of compute.clusters: all-purpose clusters, and the clusters of job runs, which come and go with their run. */
final class ClusterRows {
    private static final long CREATED_BEFORE = 200 * Window.DAY;

    private final Window window;
    private final RowWriter rows;
    private final TrapCounts traps;

    ClusterRows(Window window, RowWriter rows, TrapCounts traps) {
        this.window = window;
        this.rows = rows;
        this.traps = traps;
    }

    void allPurpose(List<AllPurposeCluster> clusters) {
        for (AllPurposeCluster cluster : clusters) {
            long created = window.start() - CREATED_BEFORE;
            String tags = Json.map(cluster.tags());
            row(
                    cluster.workspace(),
                    cluster.id(),
                    cluster.name(),
                    cluster.creator(),
                    created,
                    0,
                    tags,
                    cluster.source());
            if (cluster.index() == 1) {
                traps.count(Trap.ODD_NAME);
            }
            if (cluster.index() % 10 == 1) {
                traps.count(Trap.DELETED_OBJECT);
                long deleted = window.end() - Window.HOUR;
                row(
                        cluster.workspace(),
                        cluster.id(),
                        cluster.name(),
                        cluster.creator(),
                        created,
                        deleted,
                        tags,
                        cluster.source());
            }
        }
    }

    void ofJobs(List<Job> jobs, JobRuns runs) {
        for (Job job : jobs) {
            boolean hasOwn = job.kind() == Job.Kind.JOB_CLUSTER || job.isSubmitted();
            for (int day = 0; hasOwn && day < window.days(); day++) {
                for (JobRun run : runs.of(job, day)) {
                    if (!run.isSkipped()) {
                        String name = "job-" + job.id() + "-run-" + run.runId();
                        String tags = Json.map(job.tags(run.start(), window));
                        row(job.workspace(), run.clusterId(), name, job.runAs(), run.start(), run.end(), tags, "JOB");
                    }
                }
            }
        }
    }

    private void row(
            Workspace workspace,
            String id,
            String name,
            String owner,
            long created,
            long deleted,
            String tags,
            String source) {
        rows.set("account_id", Company.ACCOUNT_ID)
                .set("workspace_id", workspace.id())
                .set("cluster_id", id)
                .set("cluster_name", name)
                .set("owned_by", owner)
                .setTime("create_time", created);
        if (deleted > 0) {
            rows.setTime("delete_time", deleted);
        }
        long changed = deleted > 0 && !source.equals("JOB") ? deleted : created;
        rows.set("driver_node_type", "i3.xlarge")
                .set("worker_node_type", "i3.xlarge")
                .set("worker_count", 4L)
                .set("auto_termination_minutes", source.equals("JOB") ? 0L : 60L)
                .set("enable_elastic_disk", true)
                .set("tags", tags)
                .set("cluster_source", source)
                .set("init_scripts", "[]")
                .set("dbr_version", "16.4.x-scala2.12")
                .setTime("change_time", changed)
                .set("change_date", Window.date(changed))
                .set("data_security_mode", "USER_ISOLATION")
                .end();
    }
}
