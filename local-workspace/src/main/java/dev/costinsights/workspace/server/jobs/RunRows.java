package dev.costinsights.workspace.server.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.activity.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** What jobs and runs leave in the system tables. */
final class RunRows {
    private final Rows rows;

    RunRows(Rows rows) {
        this.rows = rows;
    }

    /** @param deleted null unless the job is gone */
    void job(Job job, Instant changed, Instant deleted) {
        ObjectNode row = Rows.row()
                .put("job_id", String.valueOf(job.id()))
                .put("name", job.name())
                .put("run_as", job.runAs())
                .put("run_as_user_name", job.runAs())
                .put("creator_user_name", job.creator())
                .put("change_time", changed.toString())
                .put("create_time", job.created().toString());
        if (deleted != null) {
            row.put("delete_time", deleted.toString());
        }
        ObjectNode tags = row.putObject("tags");
        job.settings()
                .path("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        JsonNode deployment = job.settings().path("deployment");
        if (deployment.isObject()) {
            row.putObject("deployment")
                    .put("kind", deployment.path("kind").asText())
                    .put(
                            "metadata_file_path",
                            deployment.path("metadata_file_path").asText());
        }
        rows.add("lakeflow.jobs", row);
        for (JsonNode task : job.settings().path("tasks")) {
            ObjectNode taskRow = Rows.row()
                    .put("job_id", String.valueOf(job.id()))
                    .put("task_key", task.path("task_key").asText())
                    .put("change_time", changed.toString());
            ArrayNode keys = taskRow.putArray("depends_on_keys");
            task.path("depends_on").forEach(key -> keys.add(key.path("task_key").asText()));
            if (deleted != null) {
                taskRow.put("delete_time", deleted.toString());
            }
            rows.add("lakeflow.job_tasks", taskRow);
        }
    }

    /** Everything about task runs that are over; a repair's tasks come in a call of their own. */
    void finished(Run run, List<TaskRun> tasks, Instant start) {
        Instant end = tasks.stream()
                .map(task -> task.end)
                .max(Comparator.naturalOrder())
                .orElse(start);
        Rows.hours(start, end, (from, to) -> timeline(run, from, to, to.equals(end), Duration.between(start, end)));
        tasks.forEach(task -> task(run, task));
    }

    private void timeline(Run run, Instant from, Instant to, boolean last, Duration length) {
        ObjectNode row = Rows.row()
                .put("job_id", String.valueOf(run.origin.jobId()))
                .put("run_id", String.valueOf(run.id))
                .put("period_start_time", from.toString())
                .put("period_end_time", to.toString())
                .put("trigger_type", trigger(run.origin.trigger()))
                .put("run_type", run.origin.type())
                .put("run_name", run.origin.name());
        if (run.origin.sourceTaskRunId() != 0) {
            row.put("source_task_run_id", String.valueOf(run.origin.sourceTaskRunId()))
                    .put("root_task_run_id", String.valueOf(run.origin.sourceTaskRunId()));
        }
        ObjectNode parameters = row.putObject("job_parameters");
        run.parameters.forEach(
                (name, value) -> parameters.putObject(name).put("value", value).put("default", value));
        row.putArray("compute_ids");
        row.putArray("compute");
        if (last) {
            TaskRun.terminal(row, run.result()).put("run_duration_seconds", length.toSeconds());
        }
        rows.add("lakeflow.job_run_timeline", row);
    }

    private void task(Run run, TaskRun task) {
        if (!task.end.isAfter(task.start)) {
            slice(run, task, task.start, task.end, true);
        }
        Rows.hours(task.start, task.end, (from, to) -> slice(run, task, from, to, to.equals(task.end)));
    }

    private void slice(Run run, TaskRun task, Instant from, Instant to, boolean last) {
        ObjectNode row = Rows.row()
                .put("job_id", String.valueOf(run.origin.jobId()))
                .put("run_id", String.valueOf(task.id))
                .put("job_run_id", String.valueOf(run.id))
                .put("parent_run_id", String.valueOf(task.parentId))
                .put("task_key", task.key)
                .put("period_start_time", from.toString())
                .put("period_end_time", to.toString());
        row.putArray("compute").add(task.compute());
        ArrayNode ids = row.putArray("compute_ids");
        if (!task.clusterId.isEmpty()) {
            ids.add(task.clusterId);
        }
        if (last) {
            TaskRun.terminal(row, task.result)
                    .put("setup_duration_seconds", task.setup().toSeconds())
                    .put(
                            "execution_duration_seconds",
                            Duration.between(task.start, task.end)
                                    .minus(task.setup())
                                    .toSeconds());
        }
        rows.add("lakeflow.job_task_run_timeline", row);
    }

    private static String trigger(String trigger) {
        return trigger.equals("ONE_TIME") ? "ONETIME" : trigger;
    }
}
