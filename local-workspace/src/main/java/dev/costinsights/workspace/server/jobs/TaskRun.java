package dev.costinsights.workspace.server.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.http.Json;
import java.time.Duration;
import java.time.Instant;

/** One attempt at a task: planned when its run begins, cut short when it is cancelled. Guarded by the agenda's lock. */
final class TaskRun {
    final long id;
    final String key;
    final ObjectNode spec;
    final int attempt;
    /** Of the run, or of the for-each task whose iteration this is. */
    final long parentId;

    final Instant start;
    final Duration setup;
    /** Empty on serverless compute and warehouses. */
    final String clusterId;

    final String warehouseId;
    Instant end;
    /** SUCCESS, FAILED, CANCELED, UPSTREAM_FAILED. */
    String result;

    long childRunId;

    TaskRun(
            long id,
            ObjectNode spec,
            int attempt,
            long parentId,
            Instant start,
            Duration setup,
            Instant end,
            String result,
            String clusterId,
            String warehouseId) {
        this.id = id;
        this.key = spec.path("task_key").asText();
        this.spec = spec;
        this.attempt = attempt;
        this.parentId = parentId;
        this.start = start;
        this.setup = setup;
        this.end = end;
        this.result = result;
        this.clusterId = clusterId;
        this.warehouseId = warehouseId;
    }

    boolean over(Instant now) {
        return !end.isAfter(now);
    }

    boolean failed() {
        return !result.equals("SUCCESS");
    }

    ObjectNode json(Instant now) {
        ObjectNode json = spec.deepCopy();
        json.put("run_id", id).put("attempt_number", attempt).put("start_time", start.toEpochMilli());
        long setupMillis =
                Math.min(setup.toMillis(), Duration.between(start, end).toMillis());
        json.put("setup_duration", now.isBefore(start) ? 0 : setupMillis);
        json.put("execution_duration", over(now) ? Duration.between(start, end).toMillis() - setupMillis : 0);
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
        return now.isBefore(start.plus(setup)) ? RunState.PENDING : RunState.RUNNING;
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
