package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.tables.Json;
import dev.costinsights.workspace.tables.RowWriter;
import java.util.List;

/** Rows of lakeflow.jobs and lakeflow.job_tasks: one for each state an object was in. One-time runs have no job here. */
final class JobRows {
    private static final long CREATED_BEFORE = 70 * Window.DAY;
    /** Too old for a row: jobs that nobody touched since the table was made. */
    private static final int WITHOUT_ROW = 37;

    private JobRows() {}

    static void jobs(List<Job> jobs, Window window, RowWriter rows, TrapCounts traps) {
        for (Job job : jobs) {
            if (job.isSubmitted() || job.index() % WITHOUT_ROW == 36) {
                continue;
            }
            long created = window.start() - CREATED_BEFORE;
            row(job, window, created, 0, rows);
            if (job.renamed() != null) {
                traps.count(Trap.CHANGED_OBJECT);
                row(job, window, Job.changedAt(window), 0, rows);
            }
            if (job.index() % 29 == 11) {
                traps.count(Trap.DELETED_OBJECT);
                long deleted = window.end() - 2 * Window.HOUR;
                row(job, window, deleted, deleted, rows);
            }
            if (job.index() == JobFleet.REPEATING_ID) {
                traps.count(Trap.REPEATED_ID);
            }
            if (job.index() == 3 || job.index() == 4) {
                traps.count(Trap.ODD_NAME);
            }
        }
    }

    static void tasks(List<Job> jobs, Window window, RowWriter rows) {
        for (Job job : jobs) {
            List<String> keys = job.taskKeys();
            for (int i = 0; !job.isSubmitted() && i < keys.size(); i++) {
                boolean isLast = i == keys.size() - 1;
                List<String> dependsOn =
                        i == 0 ? List.of() : isLast && i > 1 ? keys.subList(1, i) : List.of(keys.get(0));
                rows.set("account_id", Company.ACCOUNT_ID)
                        .set("workspace_id", job.workspace().id())
                        .set("job_id", job.id())
                        .set("task_key", keys.get(i))
                        .set("depends_on_keys", Json.array(dependsOn))
                        .setTime("change_time", window.start() - CREATED_BEFORE)
                        .set("timeout_seconds", 0L)
                        .set("health_rules", "[]")
                        .end();
            }
        }
    }

    private static void row(Job job, Window window, long changed, long deleted, RowWriter rows) {
        boolean isBundle = job.index() % 4 == 1;
        rows.set("account_id", Company.ACCOUNT_ID)
                .set("workspace_id", job.workspace().id())
                .set("job_id", job.id())
                .set("name", job.name(changed, window))
                .set("creator_id", String.valueOf(7_000_000 + job.index()))
                .set("tags", Json.map(job.tags(changed, window)))
                .set("run_as", String.valueOf(8_000_000 + job.runAs().hashCode() % 1_000))
                .setTime("change_time", changed);
        if (deleted > 0) {
            rows.setTime("delete_time", deleted);
        }
        rows.set("trigger_type", "CRON")
                .set("run_as_user_name", job.runAs())
                .set("creator_user_name", Company.PEOPLE.get(job.index() % Company.PEOPLE.size()))
                .set("paused", false)
                .set("timeout_seconds", 0L)
                .set(
                        "deployment",
                        isBundle
                                ? Json.object(
                                        "kind",
                                        "BUNDLE",
                                        "metadata_file_path",
                                        "/Workspace/Users/ci@example.com/.bundle/shop_" + job.index() % 5
                                                + "/prod/state/metadata.json")
                                : null)
                .setTime("create_time", window.start() - CREATED_BEFORE)
                .end();
    }
}
