package dev.costinsights.workspace.simulation.jobs;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.simulation.jobs.RunOutcome.Attempt;
import dev.costinsights.workspace.simulation.jobs.RunOutcome.Task;
import dev.costinsights.workspace.tables.Json;
import dev.costinsights.workspace.tables.RowWriter;
import dev.costinsights.workspace.tables.Slices;
import java.util.List;

/** Rows of lakeflow.job_run_timeline and lakeflow.job_task_run_timeline, in slices at clock hours. */
final class TimelineRows {
    private static final long SECOND = 1_000;
    private final RowWriter rows;

    TimelineRows(RowWriter rows) {
        this.rows = rows;
    }

    void run(RunOutcome run) {
        String parameters = run.asked() == null ? null : parameters(run);
        for (Attempt attempt : run.attempts()) {
            Slices.cut(attempt.start(), attempt.end(), true, (start, end, isTerminal) -> {
                rows.set("account_id", Company.ACCOUNT_ID)
                        .set("workspace_id", UsageRows.WORKSPACE.id())
                        .set("job_id", run.job().id())
                        .set("run_id", run.id())
                        .setTime("period_start_time", start)
                        .setTime("period_end_time", end)
                        .set("trigger_type", run.asked() == null ? "CRON" : "ONETIME")
                        .set("result_state", isTerminal ? state(attempt.succeeded()) : null)
                        .set("run_type", "JOB_RUN")
                        .set("compute_ids", "[]")
                        .set("termination_code", isTerminal ? code(attempt.succeeded()) : null)
                        .set("job_parameters", parameters)
                        .set("compute", "[]");
                if (isTerminal) {
                    rows.set("run_duration_seconds", (attempt.end() - attempt.start()) / SECOND);
                }
                rows.end();
            });
        }
    }

    void tasks(RunOutcome run) {
        for (Attempt attempt : run.attempts()) {
            attempt.tasks().forEach(task -> task(run, task));
        }
    }

    private void task(RunOutcome run, Task task) {
        boolean isOnCluster = task.cluster() != null;
        String compute =
                isOnCluster ? '[' + Json.object("type", "CLASSIC_COMPUTE", "cluster_id", task.cluster()) + ']' : "[]";
        Slices.cut(task.start(), task.end(), true, (start, end, isTerminal) -> {
            rows.set("account_id", Company.ACCOUNT_ID)
                    .set("workspace_id", UsageRows.WORKSPACE.id())
                    .set("job_id", run.job().id())
                    .set("run_id", task.id())
                    .setTime("period_start_time", start)
                    .setTime("period_end_time", end)
                    .set("task_key", task.key())
                    .set("compute_ids", isOnCluster ? Json.array(List.of(task.cluster())) : "[]")
                    .set("result_state", isTerminal ? state(task.succeeded()) : null)
                    .set("job_run_id", run.id())
                    .set("parent_run_id", run.id())
                    .set("termination_code", isTerminal ? code(task.succeeded()) : null)
                    .set("compute", compute);
            if (isTerminal) {
                rows.set("setup_duration_seconds", (task.begun() - task.start()) / SECOND)
                        .set("execution_duration_seconds", (task.end() - task.begun()) / SECOND);
            }
            rows.end();
        });
    }

    private static String parameters(RunOutcome run) {
        String asked = Json.object(
                "dagster_snowflake_opaque_id",
                run.asked(),
                "dagster_job_name",
                run.job().name());
        return new Json().open().raw("job_parameters", asked).close();
    }

    private static String state(boolean succeeded) {
        return succeeded ? "SUCCEEDED" : "FAILED";
    }

    private static String code(boolean succeeded) {
        return succeeded ? "SUCCESS" : "RUN_EXECUTION_ERROR";
    }
}
