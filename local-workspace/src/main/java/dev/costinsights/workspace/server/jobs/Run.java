package dev.costinsights.workspace.server.jobs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.activity.Ended;
import dev.costinsights.workspace.server.clusters.Nodes;
import dev.costinsights.workspace.server.http.Json;
import dev.costinsights.workspace.server.http.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A run of a job, or of tasks that were submitted without one. Guarded by the agenda's lock. */
final class Run {
    static final int TASKS_A_PAGE = 100;
    private static final String OPAQUE_ID = "dagster_snowflake_opaque_id";

    /** A repair: its id, and the task runs that it brought. */
    record Repair(long id, Instant start, List<TaskRun> tasks) {}

    /** Where a run comes from, in the API's words: SUBMIT_RUN, ONE_TIME, ... */
    record Origin(long jobId, String name, String type, String trigger, String runAs, long sourceTaskRunId) {}

    final long id;
    final Origin origin;
    final ObjectNode settings;
    final Map<String, String> parameters;
    final ObjectNode overriding;
    final Instant start;
    final long numberInJob;
    final List<TaskRun> tasks = new ArrayList<>();
    final List<Repair> repairs = new ArrayList<>();
    /** Clusters of the run by key, so that tasks that share a job cluster share its id. */
    final Map<String, String> clusters = new LinkedHashMap<>();

    /** What began last: the run, or its latest repair. */
    Leg leg;
    /** Who started it from another run's task; null for nobody. */
    Ended starter;

    /** The same clusters, by id. */
    final Map<String, Nodes> nodes = new LinkedHashMap<>();

    boolean cancelled;

    Run(
            long id,
            Origin origin,
            ObjectNode settings,
            Map<String, String> parameters,
            ObjectNode overriding,
            Instant start,
            long numberInJob) {
        this.id = id;
        this.origin = origin;
        this.settings = settings;
        this.parameters = parameters;
        this.overriding = overriding;
        this.start = start;
        this.numberInJob = numberInJob;
    }

    Instant end() {
        return tasks.stream()
                .map(task -> task.end)
                .max(Comparator.naturalOrder())
                .orElse(start);
    }

    boolean over(Instant now) {
        return !end().isAfter(now);
    }

    /** The last attempt at each task that is no iteration. */
    Map<String, TaskRun> latest() {
        Map<String, TaskRun> latest = new LinkedHashMap<>();
        tasks.stream().filter(task -> task.parentId == id).forEach(task -> latest.put(task.key, task));
        return latest;
    }

    /** The opaque id of who asked, as parameters or tags name it; null when they do not. */
    String asked() {
        String tag = settings.path("tags").path(OPAQUE_ID).asText(null);
        return parameters.getOrDefault(OPAQUE_ID, tag);
    }

    String result() {
        if (cancelled) {
            return "CANCELED";
        }
        return latest().values().stream().anyMatch(TaskRun::failed) ? "FAILED" : "SUCCESS";
    }

    private RunState state(Instant now) {
        if (over(now)) {
            return RunState.TERMINATED;
        }
        return tasks.stream().anyMatch(task -> task.running(now)) ? RunState.RUNNING : RunState.PENDING;
    }

    /** With a page of the tasks, and the token for the next. */
    ObjectNode json(Instant now, String pageToken) {
        ObjectNode json = json(now);
        List<TaskRun> own = tasks.stream().filter(task -> task.parentId == id).toList();
        Page<TaskRun> page = Page.of(own, pageToken, TASKS_A_PAGE);
        ArrayNode list = json.putArray("tasks");
        page.entries().forEach(task -> list.add(task.json(now)));
        if (!page.next().isEmpty()) {
            json.put("next_page_token", page.next());
        }
        if (settings.has("job_clusters")) {
            json.set("job_clusters", settings.get("job_clusters").deepCopy());
        }
        return json;
    }

    /** Without tasks, as lists have it. */
    ObjectNode json(Instant now) {
        ObjectNode json = Json.object()
                .put("job_id", origin.jobId())
                .put("run_id", id)
                .put("job_run_id", id)
                .put("number_in_job", numberInJob)
                .put("original_attempt_run_id", id)
                .put("run_name", origin.name())
                .put("run_type", origin.type())
                .put("trigger", origin.trigger())
                .put("creator_user_name", origin.runAs())
                .put("start_time", start.toEpochMilli())
                .put("setup_duration", 0)
                .put("execution_duration", 0)
                .put("cleanup_duration", 0)
                .put("queue_duration", 0)
                .put("end_time", over(now) ? end().toEpochMilli() : 0)
                .put("run_duration", over(now) ? Duration.between(start, end()).toMillis() : 0)
                .put("format", "MULTI_TASK");
        ArrayNode shown = json.putArray("job_parameters");
        parameters.forEach((name, value) -> shown.addObject().put("name", name).put("value", value));
        if (!overriding.isEmpty()) {
            json.set("overriding_parameters", overriding);
        }
        if (settings.path("deployment").has("deployment_id")) {
            json.set("deployment_id", settings.path("deployment").get("deployment_id"));
            json.set("version_id", settings.path("deployment").path("version_id"));
        }
        RunState.put(json, state(now), result());
        repairHistory(json, now);
        return json;
    }

    private void repairHistory(ObjectNode json, Instant now) {
        if (repairs.isEmpty()) {
            return;
        }
        ArrayNode history = json.putArray("repair_history");
        List<TaskRun> repaired =
                repairs.stream().flatMap(repair -> repair.tasks().stream()).toList();
        List<TaskRun> original =
                tasks.stream().filter(task -> !repaired.contains(task)).toList();
        repair(history, "ORIGINAL", 0, start, original, now);
        repairs.forEach(repair -> repair(history, "REPAIR", repair.id(), repair.start(), repair.tasks(), now));
    }

    private static void repair(
            ArrayNode history, String type, long id, Instant start, List<TaskRun> tasks, Instant now) {
        Instant end = tasks.stream()
                .map(task -> task.end)
                .max(Comparator.naturalOrder())
                .orElse(start);
        boolean over = !end.isAfter(now);
        ObjectNode node = history.addObject()
                .put("type", type)
                .put("start_time", start.toEpochMilli())
                .put("end_time", over ? end.toEpochMilli() : 0);
        if (id != 0) {
            node.put("id", id);
        }
        ArrayNode ids = node.putArray("task_run_ids");
        tasks.forEach(task -> ids.add(task.id));
        boolean failed = tasks.stream().anyMatch(TaskRun::failed);
        RunState.put(node, over ? RunState.TERMINATED : RunState.RUNNING, failed ? "FAILED" : "SUCCESS");
    }
}
