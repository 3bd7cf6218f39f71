package dev.costinsights.workspace.server.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Decides when each task of a run starts and ends. The same run gets the same plan. Called under the agenda's lock. */
final class Planner {
    private static final Duration CLUSTER_START = Duration.ofSeconds(200);
    private static final Duration SERVERLESS_START = Duration.ofSeconds(12);
    private static final int SHORTEST_SECONDS = 40;
    private static final int SPREAD_SECONDS = 400;

    private final RunIds ids;
    private final Outcomes outcomes;
    private final Neighbours neighbours;
    private final Children children;

    /** Starts the run of a run-job task and returns it. */
    interface Children {
        Run start(long jobId, Map<String, String> parameters, Instant when, long taskRunId);
    }

    Planner(RunIds ids, Outcomes outcomes, Neighbours neighbours, Children children) {
        this.ids = ids;
        this.outcomes = outcomes;
        this.neighbours = neighbours;
        this.children = children;
    }

    /**
     * Adds attempts at tasks to a run.
     *
     * @param wanted the keys of the tasks that are to run; others count as done with their last result
     */
    List<TaskRun> plan(Run run, Set<String> wanted, Instant from) {
        List<TaskRun> added = new ArrayList<>();
        Map<String, TaskRun> done = new HashMap<>(run.latest());
        wanted.forEach(done::remove);
        Map<String, ObjectNode> open = new LinkedHashMap<>();
        for (JsonNode task : run.settings.path("tasks")) {
            if (wanted.contains(task.path("task_key").asText())) {
                open.put(task.path("task_key").asText(), (ObjectNode) task);
            }
        }
        while (!open.isEmpty()) {
            List<ObjectNode> ready = open.values().stream()
                    .filter(task -> dependencies(task).stream().noneMatch(open::containsKey))
                    .toList();
            // Tasks in a circle wait for each other for ever; Databricks refuses them, here they start at once.
            for (ObjectNode task : ready.isEmpty() ? List.copyOf(open.values()) : ready) {
                TaskRun last = attempts(run, task, begin(task, done, from), blocked(task, done), added);
                done.put(last.key, last);
                open.remove(last.key);
            }
        }
        run.tasks.addAll(added);
        return added;
    }

    private static List<String> dependencies(ObjectNode task) {
        List<String> keys = new ArrayList<>();
        task.path("depends_on")
                .forEach(dependency -> keys.add(dependency.path("task_key").asText()));
        return keys;
    }

    private static Instant begin(ObjectNode task, Map<String, TaskRun> done, Instant from) {
        Instant begin = from;
        for (String key : dependencies(task)) {
            TaskRun dependency = done.get(key);
            if (dependency != null && dependency.end.isAfter(begin)) {
                begin = dependency.end;
            }
        }
        return begin;
    }

    private static boolean blocked(ObjectNode task, Map<String, TaskRun> done) {
        String runIf = task.path("run_if").asText("ALL_SUCCESS");
        return runIf.equals("ALL_SUCCESS")
                && dependencies(task).stream()
                        .map(done::get)
                        .anyMatch(dependency -> dependency != null && dependency.failed());
    }

    private TaskRun attempts(Run run, ObjectNode task, Instant begin, boolean blocked, List<TaskRun> added) {
        if (blocked) {
            TaskRun skipped =
                    new TaskRun(ids.next(), task, 0, run.id, begin, Duration.ZERO, begin, "UPSTREAM_FAILED", "", "");
            added.add(skipped);
            return skipped;
        }
        int retries = task.path("max_retries").asInt(0);
        TaskRun attempt = attempt(run, task, 0, begin, added);
        for (int i = 1; attempt.failed() && i <= retries; i++) {
            attempt = attempt(run, task, i, attempt.end, added);
        }
        return attempt;
    }

    private TaskRun attempt(Run run, ObjectNode task, int number, Instant begin, List<TaskRun> added) {
        long id = ids.next();
        String key = task.path("task_key").asText();
        String cluster = cluster(run, task, key);
        boolean firstUse = !cluster.isEmpty()
                && !task.has("existing_cluster_id")
                && added.stream().noneMatch(other -> other.clusterId.equals(cluster));
        Duration setup = firstUse ? CLUSTER_START : leads(task) ? Duration.ZERO : SERVERLESS_START;
        Instant work = begin.plus(setup);
        Instant end =
                work.plusSeconds(SHORTEST_SECONDS + new Random(run.id * 31 + key.hashCode()).nextInt(SPREAD_SECONDS));
        String result = outcomes.fails(key) ? "FAILED" : "SUCCESS";
        long child = 0;
        Neighbours.Source source = new Neighbours.Source(run.origin.jobId(), run.id, id, run.origin.runAs(), Map.of());
        if (task.has("sql_task")) {
            end = neighbours.statement((ObjectNode) task.get("sql_task"), work, source);
        } else if (task.has("pipeline_task")) {
            end = neighbours.update((ObjectNode) task.get("pipeline_task"), work, source);
        } else if (task.has("run_job_task")) {
            Run started = children.start(
                    task.path("run_job_task").path("job_id").asLong(),
                    texts(task.path("run_job_task").path("job_parameters")),
                    work,
                    id);
            child = started.id;
            end = started.end();
            result = started.result().equals("SUCCESS") ? result : "FAILED";
        } else if (task.has("condition_task")) {
            end = work.plusSeconds(1);
        }
        TaskRun attempt = new TaskRun(
                id,
                task,
                number,
                run.id,
                begin,
                setup,
                end,
                result,
                cluster,
                task.path("sql_task").path("warehouse_id").asText(""));
        attempt.childRunId = child;
        added.add(attempt);
        if (task.has("for_each_task")) {
            iterations(run, attempt, added);
        }
        if (task.has("existing_cluster_id")) {
            neighbours.onCluster(cluster, begin, attempt.end);
        }
        return attempt;
    }

    /** Iterations follow each other, as many at a time as the task says. */
    private void iterations(Run run, TaskRun loop, List<TaskRun> added) {
        JsonNode inputs = inputs(loop.spec.path("for_each_task").path("inputs").asText("[]"));
        int atATime =
                Math.max(1, loop.spec.path("for_each_task").path("concurrency").asInt(1));
        JsonNode nested = loop.spec.path("for_each_task").path("task");
        Instant begin = loop.start;
        for (int i = 0; i < inputs.size(); i += atATime) {
            Instant latest = begin;
            for (int j = i; j < Math.min(inputs.size(), i + atATime); j++) {
                ObjectNode task = nested.isObject() ? ((ObjectNode) nested).deepCopy() : Json.object();
                task.remove("depends_on");
                TaskRun planned = attempt(run, task, 0, begin, new ArrayList<>(added));
                TaskRun iteration = new TaskRun(
                        planned.id,
                        task,
                        0,
                        loop.id,
                        begin,
                        planned.setup,
                        planned.end,
                        planned.result,
                        planned.clusterId,
                        planned.warehouseId);
                added.add(iteration);
                latest = iteration.end.isAfter(latest) ? iteration.end : latest;
                loop.result = iteration.failed() ? "FAILED" : loop.result;
            }
            begin = latest;
        }
        loop.end = begin.isAfter(loop.start) ? begin : loop.start.plusSeconds(1);
    }

    private static JsonNode inputs(String text) {
        JsonNode parsed = text.startsWith("[") ? Json.parse(text.getBytes(StandardCharsets.UTF_8)) : Json.array();
        // An expression such as {{tasks.list.values.names}}: as if it had named two.
        return parsed.isEmpty() && !text.startsWith("[") ? Json.array().add(0).add(1) : parsed;
    }

    private static boolean leads(ObjectNode task) {
        return task.has("condition_task")
                || task.has("run_job_task")
                || task.has("for_each_task")
                || task.has("existing_cluster_id")
                || task.has("sql_task")
                || task.has("pipeline_task");
    }

    private String cluster(Run run, ObjectNode task, String key) {
        if (task.has("existing_cluster_id")) {
            return task.get("existing_cluster_id").asText();
        }
        if (task.has("job_cluster_key")) {
            return run.clusters.computeIfAbsent(task.get("job_cluster_key").asText(), name -> ids.cluster());
        }
        return task.has("new_cluster") ? run.clusters.computeIfAbsent("task/" + key, name -> ids.cluster()) : "";
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }
}
