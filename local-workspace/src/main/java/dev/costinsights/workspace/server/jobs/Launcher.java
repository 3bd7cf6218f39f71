package dev.costinsights.workspace.server.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.activity.Agenda;
import dev.costinsights.workspace.server.activity.Ended;
import dev.costinsights.workspace.server.http.ApiError;
import dev.costinsights.workspace.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a task does when it begins. Called under the agenda's lock. */
final class Launcher {
    private final Agenda agenda;
    private final RunIds ids;
    private final Outcomes outcomes;
    private final Neighbours neighbours;
    private final Children children;
    private final RunCompute compute;

    /** Starts the run of a run-job task and returns it. */
    interface Children {
        Run start(long jobId, Map<String, String> parameters, Instant when, long taskRunId, Ended ended);

        void cancel(Run child);
    }

    Launcher(
            Agenda agenda,
            RunIds ids,
            Outcomes outcomes,
            Neighbours neighbours,
            Children children,
            RunCompute compute) {
        this.agenda = agenda;
        this.ids = ids;
        this.outcomes = outcomes;
        this.neighbours = neighbours;
        this.children = children;
        this.compute = compute;
    }

    void start(Leg leg, TaskRun task, Instant at, Ended ended) {
        task.start = at;
        boolean fails = outcomes.fails(task.key);
        try {
            launch(leg, task, at, (when, succeeded) -> ended.at(when, succeeded && !fails));
        } catch (ApiError e) {
            // What it should run on or start does not exist.
            agenda.at(at, () -> ended.at(at, false));
        }
    }

    private void launch(Leg leg, TaskRun task, Instant at, Ended told) {
        JsonNode spec = task.spec;
        task.clusterId = cluster(leg.run, task);
        Neighbours.Source source = new Neighbours.Source(
                leg.run.origin.jobId(), leg.run.id, task.id, leg.run.origin.runAs(), leg.run.asked());
        if (spec.has("sql_task")) {
            task.cancel = neighbours.statement((ObjectNode) spec.get("sql_task"), at, source, told);
        } else if (spec.has("pipeline_task")) {
            task.cancel = neighbours.update((ObjectNode) spec.get("pipeline_task"), at, source, told);
        } else if (spec.has("run_job_task")) {
            JsonNode job = spec.get("run_job_task");
            Run child =
                    children.start(job.path("job_id").asLong(), texts(job.path("job_parameters")), at, task.id, told);
            task.childRunId = child.id;
            task.cancel = () -> children.cancel(child);
        } else if (spec.has("condition_task")) {
            later(at.plusSeconds(1), told);
        } else if (spec.has("for_each_task")) {
            JsonNode inputs = inputs(spec.path("for_each_task").path("inputs").asText("[]"));
            iterate(leg, task, inputs.size(), at, told);
        } else {
            compute(leg, task, at, source, told);
        }
    }

    private void compute(Leg leg, TaskRun task, Instant at, Neighbours.Source source, Ended told) {
        task.work = compute.work(task);
        if (task.spec.has("existing_cluster_id")) {
            task.cancel = neighbours.onCluster(task.clusterId, task.work, at, source, told);
        } else if (task.clusterId.isEmpty()) {
            compute.serverless(leg.run, task, at, when -> told.at(when, true));
        } else {
            compute.onCluster(leg.run, task, at, when -> told.at(when, true));
        }
    }

    private void later(Instant when, Ended ended) {
        agenda.at(when, () -> ended.at(when, true));
    }

    /** Iterations follow each other, as many at a time as the task says. */
    private void iterate(Leg leg, TaskRun loop, int left, Instant at, Ended ended) {
        if (left == 0) {
            later(at.isAfter(loop.start) ? at : at.plusSeconds(1), (when, succeeded) -> ended.at(when, !loop.broken));
            return;
        }
        JsonNode each = loop.spec.path("for_each_task");
        int batch = Math.min(left, Math.max(1, each.path("concurrency").asInt(1)));
        int[] running = {batch};
        for (int i = 0; i < batch; i++) {
            ObjectNode spec = each.path("task").isObject() ? each.get("task").deepCopy() : Json.object();
            spec.remove("depends_on");
            TaskRun iteration = new TaskRun(ids.next(), spec, 0, loop.id);
            leg.add(iteration);
            start(leg, iteration, at, (when, succeeded) -> {
                if (leg.over || !iteration.end.equals(Agenda.NOT_YET)) {
                    return;
                }
                iteration.end(when, succeeded ? "SUCCESS" : "FAILED");
                loop.broken |= !succeeded;
                if (--running[0] == 0) {
                    iterate(leg, loop, left - batch, when, ended);
                }
            });
        }
    }

    private static JsonNode inputs(String text) {
        JsonNode parsed = text.startsWith("[") ? Json.parse(text.getBytes(StandardCharsets.UTF_8)) : Json.array();
        // An expression such as {{tasks.list.values.names}}: as if it had named two.
        return parsed.isEmpty() && !text.startsWith("[") ? Json.array().add(0).add(1) : parsed;
    }

    private String cluster(Run run, TaskRun task) {
        if (task.spec.has("existing_cluster_id")) {
            return task.spec.get("existing_cluster_id").asText();
        }
        String key = task.clusterKey();
        return key.isEmpty() ? "" : run.clusters.computeIfAbsent(key, name -> ids.cluster());
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }
}
