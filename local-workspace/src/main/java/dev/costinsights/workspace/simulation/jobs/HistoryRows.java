package dev.costinsights.workspace.simulation.jobs;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.simulation.jobs.RunOutcome.Attempt;
import dev.costinsights.workspace.simulation.jobs.RunOutcome.Task;
import dev.costinsights.workspace.tables.Json;
import dev.costinsights.workspace.tables.RowWriter;

/** Rows of query.history. */
final class HistoryRows {
    private final RowWriter rows;

    HistoryRows(RowWriter rows) {
        this.rows = rows;
    }

    void command(CommandOutcome command) {
        rows.set("account_id", Company.ACCOUNT_ID)
                .set("workspace_id", UsageRows.WORKSPACE.id())
                .set("statement_id", command.id())
                .set("executed_by", command.person())
                .set("compute", Json.object("type", "CLASSIC_COMPUTE", "cluster_id", command.cluster()));
        times(command.asked(), command.begun(), command.end());
        rows.end();
    }

    /** A statement of each task that has compute of its own. */
    void serverless(RunOutcome run) {
        for (Attempt attempt : run.attempts()) {
            for (Task task : attempt.tasks()) {
                if (task.update() != null) {
                    continue;
                }
                rows.set("account_id", Company.ACCOUNT_ID)
                        .set("workspace_id", UsageRows.WORKSPACE.id())
                        .set("statement_id", "of-task-" + task.id())
                        .set("executed_by", run.job().runAs())
                        .set("compute", Json.object("type", "SERVERLESS_COMPUTE"));
                times(task.begun(), task.begun(), task.end());
                String job =
                        Json.object("job_id", run.job().id(), "job_run_id", run.id(), "job_task_run_id", task.id());
                rows.set("query_source", new Json().open().raw("job_info", job).close())
                        .end();
            }
        }
    }

    private void times(long asked, long begun, long end) {
        rows.set("execution_status", "FINISHED")
                .set("total_duration_ms", end - asked)
                .set("waiting_for_compute_duration_ms", begun - asked)
                .set("waiting_at_capacity_duration_ms", 0L)
                .set("execution_duration_ms", end - begun)
                .set("compilation_duration_ms", 0L)
                .set("result_fetch_duration_ms", 0L)
                .setTime("start_time", asked)
                .setTime("end_time", end)
                .setTime("update_time", end)
                .set("from_result_cache", false);
    }
}
