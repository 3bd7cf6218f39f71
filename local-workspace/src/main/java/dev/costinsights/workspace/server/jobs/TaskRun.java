package dev.costinsights.workspace.server.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.activity.Agenda;
import dev.costinsights.workspace.server.http.Json;
import dev.costinsights.workspace.simulation.jobs.Work;
import java.time.Duration;
import java.time.Instant;

/** One attempt at a task; that it has ended is known when it has. Guarded by the agenda's lock. */
final class TaskRun {
    final long id;
    final String key;
    final ObjectNode spec;
    final int attempt;
    /** Of the run, or of the for-each task whose iteration this is. */
    final long parentId;

    final String warehouseId;
    Instant start = Agenda.NOT_YET;
    /** What it computes; null where something else does, or nothing. */
    Work work;

    Instant end = Agenda.NOT_YET;
    /** Empty on serverless compute and warehouses. */
    String clusterId = "";
    /** SUCCESS, FAILED, CANCELED, UPSTREAM_FAILED; SUCCESS before its end. */
    String result = "SUCCESS";

    long childRunId;
    /** Of a for-each task: has an iteration failed? */
    boolean broken;
    /** Ends what it has started elsewhere. */
    Runnable cancel = () -> {};

    TaskRun(long id, ObjectNode spec, int attempt, long parentId) {
        this.id = id;
        this.key = spec.path("task_key").asText();
        this.spec = spec;
        this.attempt = attempt;
        this.parentId = parentId;
        this.warehouseId = spec.path("sql_task").path("warehouse_id").asText("");
    }

    void end(Instant when, String how) {
        end = when;
        result = how;
    }

    /** Where its cluster is described among those of its run; empty when it has no cluster of the run's. */
    String clusterKey() {
        String shared = spec.path("job_cluster_key").asText("");
        return !shared.isEmpty() ? shared : spec.has("new_cluster") ? "task/" + key : "";
    }

    /** When it had compute. */
    private Instant begun() {
        return work == null ? start : work.begun() == 0 ? Agenda.NOT_YET : Instant.ofEpochMilli(work.begun());
    }

    /** How long it waited for compute, until it ended at the latest. */
    Duration setup() {
        Instant until = begun().isBefore(end) ? begun() : end;
        return until.isBefore(start) ? Duration.ZERO : Duration.between(start, until);
    }

    boolean over(Instant now) {
        return !end.isAfter(now);
    }

    /** Does it compute, and not only wait for compute? */
    boolean running(Instant now) {
        return !now.isBefore(begun());
    }

    boolean failed() {
        return !result.equals("SUCCESS");
    }

    ObjectNode json(Instant now) {
        ObjectNode json = spec.deepCopy();
        json.put("run_id", id)
                .put("attempt_number", attempt)
                .put("start_time", now.isBefore(start) ? 0 : start.toEpochMilli())
                .put("setup_duration", now.isBefore(begun()) && !over(now) ? 0 : setup().toMillis())
                .put(
                        "execution_duration",
                        over(now) ? Duration.between(start, end).minus(setup()).toMillis() : 0);
        json.put("cleanup_duration", 0).put("end_time", over(now) ? end.toEpochMilli() : 0);
        if (!clusterId.isEmpty()) {
            json.putObject("cluster_instance").put("cluster_id", clusterId);
        }
        RunState.put(json, state(now), result);
        return json;
    }

    private RunState state(Instant now) {
        if (over(now)) {
            return RunState.TERMINATED;
        }
        if (now.isBefore(start)) {
            return RunState.BLOCKED;
        }
        return now.isBefore(begun()) ? RunState.PENDING : RunState.RUNNING;
    }

    /** What a row of a timeline says of how it ended. */
    static ObjectNode terminal(ObjectNode row, String result) {
        String state =
                switch (result) {
                    case "SUCCESS" -> "SUCCEEDED";
                    case "CANCELED" -> "CANCELLED";
                    case "UPSTREAM_FAILED" -> "SKIPPED";
                    default -> result;
                };
        String code =
                switch (result) {
                    case "SUCCESS" -> "SUCCESS";
                    case "CANCELED" -> "USER_CANCELED";
                    case "UPSTREAM_FAILED" -> "SKIPPED";
                    default -> "RUN_EXECUTION_ERROR";
                };
        return row.put("result_state", state)
                .put("termination_code", code)
                .put("termination_type", result.equals("FAILED") ? "CLIENT_ERROR" : "SUCCESS");
    }

    /** How it is named in {@code compute}. */
    ObjectNode compute() {
        if (!warehouseId.isEmpty()) {
            return Json.object().put("type", "WAREHOUSE").put("warehouse_id", warehouseId);
        }
        return clusterId.isEmpty()
                ? Json.object().put("type", "SERVERLESS_COMPUTE")
                : Json.object().put("type", "CLASSIC_COMPUTE").put("cluster_id", clusterId);
    }
}
