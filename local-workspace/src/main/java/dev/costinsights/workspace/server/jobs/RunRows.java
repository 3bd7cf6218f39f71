package dev.costinsights.workspace.server.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.activity.Rows;
import dev.costinsights.workspace.server.http.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What jobs and runs leave in the system tables. */
final class RunRows {
    private static final String JOBS = "ENTERPRISE_JOBS_COMPUTE";
    private static final String SERVERLESS = "ENTERPRISE_JOBS_SERVERLESS_COMPUTE_US_WEST_OREGON";
    private static final BigDecimal SERVERLESS_DBU = new BigDecimal("3.5");

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
        Map<String, List<TaskRun>> byCluster = new TreeMap<>();
        for (TaskRun task : tasks) {
            boolean billed = task.end.isAfter(task.start) && onComputeOfItsOwn(task.spec);
            if (billed) {
                byCluster
                        .computeIfAbsent(task.clusterId, id -> new ArrayList<>())
                        .add(task);
            }
        }
        byCluster.forEach((cluster, users) -> {
            if (cluster.isEmpty()) {
                users.forEach(task -> bill(run, cluster, List.of(task)));
            } else {
                bill(run, cluster, users);
            }
        });
    }

    private static boolean onComputeOfItsOwn(JsonNode task) {
        return !(task.has("existing_cluster_id")
                || task.has("sql_task")
                || task.has("pipeline_task")
                || task.has("run_job_task")
                || task.has("condition_task")
                || task.has("for_each_task"));
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
                    .put("setup_duration_seconds", task.setup.toSeconds())
                    .put(
                            "execution_duration_seconds",
                            Duration.between(task.start, task.end)
                                    .minus(task.setup)
                                    .toSeconds());
        }
        rows.add("lakeflow.job_task_run_timeline", row);
    }

    private void bill(Run run, String cluster, List<TaskRun> users) {
        // Nodes cost nothing until they are up.
        Instant start = users.stream()
                .map(task -> task.start.plus(task.setup))
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant end = users.stream()
                .map(task -> task.end)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        if (!start.isBefore(end)) {
            return;
        }
        Map<String, String> tags = new LinkedHashMap<>();
        run.settings
                .path("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        ObjectNode metadata = Json.object()
                .put("job_id", String.valueOf(run.origin.jobId()))
                .put("job_run_id", String.valueOf(run.id));
        if (run.origin.type().equals("SUBMIT_RUN")) {
            metadata.put("run_name", run.origin.name());
        } else {
            metadata.put("job_name", run.origin.name());
        }
        String policy = run.settings
                .path("usage_policy_id")
                .asText(run.settings.path("budget_policy_id").asText(""));
        if (!policy.isEmpty()) {
            metadata.put("usage_policy_id", policy).put("budget_policy_id", policy);
        }
        if (cluster.isEmpty()) {
            rows.compute(SERVERLESS, "JOBS", SERVERLESS_DBU, start, end, tags, metadata, run.origin.runAs(), true);
            return;
        }
        JsonNode spec = spec(run, users.get(0));
        spec.path("custom_tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        String node = spec.path("node_type_id").asText("i3.xlarge");
        metadata.put("cluster_id", cluster).put("node_type", node);
        int workers = spec.path("num_workers")
                .asInt(spec.path("autoscale").path("min_workers").asInt(1));
        rows.compute(
                JOBS, "JOBS", BigDecimal.valueOf(1L + workers), start, end, tags, metadata, run.origin.runAs(), false);
        clusterRow(run, cluster, spec, node, workers, tags, start, end);
    }

    private void clusterRow(
            Run run,
            String cluster,
            JsonNode spec,
            String node,
            int workers,
            Map<String, String> tags,
            Instant start,
            Instant end) {
        for (Instant changed : List.of(start, end)) {
            ObjectNode row = Rows.row()
                    .put("cluster_id", cluster)
                    .put("cluster_name", "job-" + run.origin.jobId() + "-run-" + run.id)
                    .put("owned_by", run.origin.runAs())
                    .put("create_time", start.toString())
                    .put("driver_node_type", spec.path("driver_node_type_id").asText(node))
                    .put("worker_node_type", node)
                    .put("worker_count", workers)
                    .put("cluster_source", "JOB")
                    .put("dbr_version", spec.path("spark_version").asText(""))
                    .put("change_time", changed.toString())
                    .put("change_date", Rows.date(changed));
            if (changed.equals(end)) {
                row.put("delete_time", end.toString());
            }
            ObjectNode tagNode = row.putObject("tags");
            tags.forEach(tagNode::put);
            rows.add("compute.clusters", row);
        }
    }

    private static JsonNode spec(Run run, TaskRun task) {
        if (task.spec.has("new_cluster")) {
            return task.spec.get("new_cluster");
        }
        for (JsonNode cluster : run.settings.path("job_clusters")) {
            if (cluster.path("job_cluster_key")
                    .asText()
                    .equals(task.spec.path("job_cluster_key").asText())) {
                return cluster.path("new_cluster");
            }
        }
        return Json.object();
    }

    private static String trigger(String trigger) {
        return trigger.equals("ONE_TIME") ? "ONETIME" : trigger;
    }
}
