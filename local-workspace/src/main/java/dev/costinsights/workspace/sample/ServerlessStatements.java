package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.company.Workspace;
import dev.costinsights.workspace.sample.Job.Kind;
import dev.costinsights.workspace.tables.Json;
import dev.costinsights.workspace.tables.RowWriter;
import java.util.List;

/**
 * Rows of query.history for serverless compute: statements of job runs, of notebooks and of pipelines. Their cost is in
 * the job's, notebook's or pipeline's own records.
 */
final class ServerlessStatements {
    private static final String COMPUTE = Json.object("type", "SERVERLESS_COMPUTE");

    private final Window window;
    private final RowWriter rows;
    private final Rng rng;
    private final Statement statement = new Statement();

    ServerlessStatements(Window window, long seed, RowWriter rows) {
        this.window = window;
        this.rows = rows;
        this.rng = Rng.of(seed, "serverless-statements");
    }

    /** About this many, spread over the runs. */
    void ofJobs(List<Job> jobs, JobRuns runs, long count) {
        double expectedRuns = jobs.stream()
                        .filter(job -> job.kind() == Kind.SERVERLESS)
                        .mapToDouble(Job::runsPerDay)
                        .sum()
                * window.days();
        double perRun = count / Math.max(1, expectedRuns);
        for (Job job : jobs) {
            for (int day = 0; job.kind() == Kind.SERVERLESS && day < window.days(); day++) {
                for (JobRun run : runs.of(job, day)) {
                    ofRun(job, run, (int) (perRun + rng.unit()));
                }
            }
        }
    }

    void ofPipelines(List<Pipeline> pipelines, PipelineUpdates updates) {
        for (Pipeline pipeline : pipelines) {
            for (int day = 0; pipeline.isServerless() && day < window.days(); day++) {
                for (PipelineUpdate update : updates.of(pipeline, day)) {
                    String info = Json.object("pipeline_id", pipeline.id(), "update_id", update.updateId());
                    String source = new Json()
                            .open()
                            .raw("job_info", "{}")
                            .raw("pipeline_info", info)
                            .close();
                    long time = between(update.start(), update.end());
                    write(pipeline.workspace(), time, pipeline.runAs(), "REFRESH", source);
                }
            }
        }
    }

    void ofNotebooks(long count) {
        for (long i = 0; i < count; i++) {
            int notebook = Notebooks.anyNotebook(rng);
            String source = new Json()
                    .open()
                    .raw("job_info", "{}")
                    .field("notebook_id", Notebooks.notebookId(notebook))
                    .raw("pipeline_info", "{}")
                    .close();
            long time = window.start() + rng.below(window.end() - window.start());
            write(Company.WORKSPACES.get(notebook % 4), time, Notebooks.user(notebook), "SELECT", source);
        }
    }

    private void ofRun(Job job, JobRun run, int count) {
        for (int i = 0; i < count && !run.tasks().isEmpty(); i++) {
            JobRun.TaskRun task = rng.pick(run.tasks());
            String info = Json.object("job_id", job.id(), "job_run_id", run.runId(), "job_task_run_id", task.runId());
            // Jobs run notebooks: a notebook's id does not make it interactive.
            String source = new Json()
                    .open()
                    .raw("job_info", info)
                    .field("notebook_id", rng.chance(0.8) ? Notebooks.notebookId(job.index()) : null)
                    .raw("pipeline_info", "{}")
                    .close();
            write(job.workspace(), between(task.start(), task.end()), job.runAs(), "MERGE", source);
        }
    }

    private long between(long start, long end) {
        return start + rng.below(Math.max(1, end - start));
    }

    private void write(Workspace workspace, long time, String principal, String type, String source) {
        StatementShapes.draw(rng, statement);
        statement.start = time;
        String id = rng.statementId();
        rows.set("account_id", Company.ACCOUNT_ID)
                .set("workspace_id", workspace.id())
                .set("statement_id", id)
                .set("executed_by", principal)
                .set("session_id", rng.statementId())
                .set("execution_status", "FINISHED")
                .set("compute", COMPUTE)
                .set("statement_text", "")
                .set("statement_type", type)
                .set("total_duration_ms", statement.end() - statement.start)
                .set("execution_duration_ms", statement.execution)
                .set("compilation_duration_ms", statement.compilation)
                .set("total_task_duration_ms", statement.totalTask)
                .set("result_fetch_duration_ms", statement.resultFetch)
                .setTime("start_time", statement.start)
                .setTime("end_time", statement.end())
                .setTime("update_time", statement.activeEnd() + Window.SECOND)
                .set("from_result_cache", false)
                .set("query_source", source)
                .set("executed_as", principal)
                .set("cache_origin_statement_id", id)
                .end();
    }
}
