package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.company.Workspace;
import dev.costinsights.workspace.sample.Job.Kind;
import dev.costinsights.workspace.sample.JobRun.TaskRun;
import dev.costinsights.workspace.tables.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Links statements to the SQL tasks of jobs: the same runs that the timelines show. Keeps one day of runs. */
final class SqlTaskCatalog implements SqlTasks {
    private final Map<Workspace, List<Job>> jobs = new HashMap<>();
    private final Map<Workspace, String> warehouseIds = new HashMap<>();
    private final JobRuns runs;
    private final Window window;
    private final Map<Job, List<JobRun>> today = new HashMap<>();
    private int day = -1;

    SqlTaskCatalog(List<Job> all, List<Warehouse> warehouses, JobRuns runs, Window window) {
        this.runs = runs;
        this.window = window;
        for (Job job : all) {
            if (job.kind() == Kind.WAREHOUSE) {
                jobs.computeIfAbsent(job.workspace(), workspace -> new ArrayList<>())
                        .add(job);
            }
        }
        for (Warehouse warehouse : warehouses) {
            warehouseIds.putIfAbsent(warehouse.workspace(), warehouse.id());
        }
    }

    /** The warehouse on which a job's SQL tasks run; null when the workspace has none. */
    String warehouseId(Job job) {
        return warehouseIds.get(job.workspace());
    }

    @Override
    public String sourceAt(Warehouse warehouse, long time, Rng rng) {
        List<Job> candidates = jobs.get(warehouse.workspace());
        if (candidates == null
                || !window.contains(time)
                || !warehouse.id().equals(warehouseIds.get(warehouse.workspace()))) {
            return null;
        }
        int ofTime = (int) ((time - window.start()) / Window.DAY);
        if (ofTime != day) {
            today.clear();
            day = ofTime;
        }
        Job job = rng.pick(candidates);
        for (JobRun run : today.computeIfAbsent(job, key -> runs.of(key, day))) {
            for (TaskRun task : run.tasks()) {
                if (task.start() <= time && time < task.end()) {
                    return source(run, task, rng);
                }
            }
        }
        return null;
    }

    /** As the docs' own example shows, job_run_id can be missing beside job_task_run_id. */
    private static String source(JobRun run, TaskRun task, Rng rng) {
        String runId = rng.chance(0.2) ? null : run.runId();
        String jobInfo = Json.object("job_id", run.job().id(), "job_run_id", runId, "job_task_run_id", task.runId());
        return new Json()
                .open()
                .raw("job_info", jobInfo)
                .raw("pipeline_info", "{}")
                .close();
    }
}
