package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.sample.Job.Identity;
import dev.costinsights.workspace.sample.Job.Kind;
import dev.costinsights.workspace.sample.JobRun.Attempt;
import dev.costinsights.workspace.sample.JobRun.TaskRun;
import dev.costinsights.workspace.tables.Json;
import dev.costinsights.workspace.tables.RowWriter;
import dev.costinsights.workspace.tables.Slices;
import java.util.List;

/** Rows of lakeflow.job_run_timeline and lakeflow.job_task_run_timeline. */
final class JobTimelineRows {
    /** One run on a cluster of its own in so many calls dbutils.notebook.run. */
    private static final int WITH_NOTEBOOK_CHILD = 40;

    private final List<Job> jobs;
    private final JobRuns runs;
    private final Window window;
    private final RowWriter rows;
    private final TrapCounts traps;
    private final SqlTaskCatalog warehouses;

    JobTimelineRows(
            List<Job> jobs, JobRuns runs, Window window, SqlTaskCatalog warehouses, RowWriter rows, TrapCounts traps) {
        this.jobs = jobs;
        this.runs = runs;
        this.window = window;
        this.warehouses = warehouses;
        this.rows = rows;
        this.traps = traps;
    }

    void runs() {
        for (Job job : jobs) {
            for (int day = 0; day < window.days(); day++) {
                for (JobRun run : runs.of(job, day)) {
                    count(run);
                    for (Attempt attempt : run.attempts()) {
                        slices(run, attempt);
                    }
                    if (job.kind() == Kind.JOB_CLUSTER && Long.parseLong(run.runId()) % WITH_NOTEBOOK_CHILD == 0) {
                        notebookChild(run);
                    }
                }
            }
        }
    }

    void tasks() {
        for (Job job : jobs) {
            for (int day = 0; day < window.days(); day++) {
                for (JobRun run : runs.of(job, day)) {
                    for (TaskRun task : run.tasks()) {
                        if (!task.parentRunId().equals(run.runId())) {
                            traps.count(Trap.FOR_EACH_ITERATION);
                        }
                        slices(run, task);
                    }
                }
            }
        }
    }

    private void slices(JobRun run, Attempt attempt) {
        Job job = run.job();
        Slices.cut(attempt.start(), attempt.end(), job.isAligned(), (start, end, isTerminal) -> {
            rows.set("account_id", Company.ACCOUNT_ID)
                    .set("workspace_id", job.workspace().id())
                    .set("job_id", job.id())
                    .set("run_id", run.runId())
                    .setTime("period_start_time", start)
                    .setTime("period_end_time", end)
                    .set("trigger_type", trigger(run))
                    .set("result_state", isTerminal ? attempt.state() : null)
                    .set("run_type", job.isSubmitted() ? "SUBMIT_RUN" : "JOB_RUN")
                    .set("run_name", run.runName())
                    .set("compute_ids", "[]")
                    .set("termination_code", isTerminal ? code(attempt.state()) : null)
                    .set("job_parameters", run.parameters())
                    .set("source_task_run_id", run.sourceTaskRunId())
                    .set("root_task_run_id", run.sourceTaskRunId())
                    .set("compute", "[]")
                    .set("termination_type", isTerminal ? terminationType(attempt.state()) : null);
            if (isTerminal) {
                rows.set("run_duration_seconds", (attempt.end() - attempt.start()) / Window.SECOND);
            }
            rows.end();
        });
    }

    private void notebookChild(JobRun run) {
        traps.count(Trap.WORKFLOW_RUN);
        String id = String.valueOf(Long.parseLong(run.runId()) + 1);
        rows.set("account_id", Company.ACCOUNT_ID)
                .set("workspace_id", run.job().workspace().id())
                .set("job_id", id)
                .set("run_id", id)
                .setTime("period_start_time", run.start() + (run.end() - run.start()) / 3)
                .setTime("period_end_time", run.start() + (run.end() - run.start()) / 2)
                .set("trigger_type", "ONETIME")
                .set("result_state", "SUCCEEDED")
                .set("run_type", "WORKFLOW_RUN")
                .set("run_name", "/Shared/helpers/clean")
                .set("compute_ids", "[]")
                .set("termination_code", "SUCCESS")
                .end();
    }

    private void slices(JobRun run, TaskRun task) {
        Job job = run.job();
        String id = computeId(run, task);
        String compute = id == null ? "[]" : '[' + compute(job.kind(), id) + ']';
        Slices.cut(task.start(), task.end(), job.isAligned(), (start, end, isTerminal) -> {
            rows.set("account_id", Company.ACCOUNT_ID)
                    .set("workspace_id", job.workspace().id())
                    .set("job_id", job.id())
                    .set("run_id", task.runId())
                    .setTime("period_start_time", start)
                    .setTime("period_end_time", end)
                    .set("task_key", task.key())
                    .set("compute_ids", id == null ? "[]" : Json.array(List.of(id)))
                    .set("result_state", isTerminal ? task.state() : null)
                    .set("job_run_id", run.runId())
                    .set("parent_run_id", task.parentRunId())
                    .set("termination_code", isTerminal ? code(task.state()) : null)
                    .set("compute", compute)
                    .set("termination_type", isTerminal ? terminationType(task.state()) : null);
            if (isTerminal) {
                rows.set("execution_duration_seconds", (task.end() - task.start()) / Window.SECOND);
            }
            rows.end();
        });
    }

    private String computeId(JobRun run, TaskRun task) {
        if (task.key().equals(Job.START_CHILD)) {
            return null;
        }
        return switch (run.job().kind()) {
            case JOB_CLUSTER, SUBMIT -> run.clusterId();
            case ALL_PURPOSE_CLUSTER -> run.job().cluster().id();
            case WAREHOUSE -> warehouses.warehouseId(run.job());
            case SERVERLESS, PIPELINE -> null;
        };
    }

    private static String compute(Kind kind, String id) {
        return kind == Kind.WAREHOUSE
                ? Json.object("type", "WAREHOUSE", "warehouse_id", id)
                : Json.object("type", "CLASSIC_COMPUTE", "cluster_id", id);
    }

    private void count(JobRun run) {
        Job job = run.job();
        if (run.isSkipped()) {
            traps.count(Trap.SKIPPED_RUN);
        }
        if (run.attempts().size() > 1) {
            traps.count(Trap.REPAIRED_RUN);
        }
        if (!job.isAligned()) {
            traps.count(Trap.UNALIGNED_RUN);
        }
        if (job.isSubmitted()) {
            traps.count(Trap.SUBMIT_RUN);
        }
        if (run.sourceTaskRunId() != null) {
            traps.count(Trap.CHILD_RUN);
        }
        if (job.kind() == Kind.ALL_PURPOSE_CLUSTER) {
            traps.count(Trap.RUN_ON_ALL_PURPOSE_CLUSTER);
        }
        if (job.identity() == Identity.DISAGREEING_TAGS) {
            traps.count(Trap.AMBIGUOUS_IDENTITY);
        }
    }

    private static String trigger(JobRun run) {
        if (run.sourceTaskRunId() != null) {
            return "RUN_JOB_TASK";
        }
        return run.job().isSubmitted() ? "ONETIME" : "CRON";
    }

    private static String code(String state) {
        return switch (state) {
            case "SUCCEEDED" -> "SUCCESS";
            case "SKIPPED" -> "SKIPPED";
            default -> "RUN_EXECUTION_ERROR";
        };
    }

    private static String terminationType(String state) {
        return state.equals("FAILED") ? "CLIENT_ERROR" : "SUCCESS";
    }
}
