package dev.costinsights.workspace.server.pipelines;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.activity.Agenda;
import dev.costinsights.workspace.server.activity.Ended;
import dev.costinsights.workspace.server.http.Json;
import dev.costinsights.workspace.simulation.jobs.Work;
import java.time.Instant;

/** An update of a pipeline; that it has ended is known when it has. Guarded by the agenda's lock. */
final class Update {
    final String id;
    final String pipelineId;
    final ObjectNode request;
    final ObjectNode config;
    final String cause;
    final Instant created;
    /** Empty for serverless ones. */
    final String clusterId;
    /** Job id and task run id of who started it; 0 for nobody. */
    final long jobId;

    final long taskRunId;
    final String runAs;
    /** Who started it from a job's task; nobody hears of others. */
    final Ended starter;

    Instant start = Agenda.NOT_YET;
    Instant end = Agenda.NOT_YET;
    boolean cancelled;
    /** What it computes; null before it begins. */
    Work work;
    /** Ends what computes it. */
    Runnable cancel = () -> {};

    Update(
            String id,
            String pipelineId,
            ObjectNode request,
            ObjectNode config,
            String cause,
            Instant created,
            String clusterId,
            long jobId,
            long taskRunId,
            String runAs,
            Ended starter) {
        this.id = id;
        this.pipelineId = pipelineId;
        this.request = request;
        this.config = config;
        this.cause = cause;
        this.created = created;
        this.clusterId = clusterId;
        this.jobId = jobId;
        this.taskRunId = taskRunId;
        this.runAs = runAs;
        this.starter = starter;
    }

    boolean over(Instant now) {
        return !end.isAfter(now);
    }

    /** When it had compute. */
    Instant begun() {
        return work == null || work.begun() == 0 ? Agenda.NOT_YET : Instant.ofEpochMilli(work.begun());
    }

    String state(Instant now) {
        if (over(now)) {
            return cancelled ? "CANCELED" : "COMPLETED";
        }
        if (now.isBefore(start)) {
            return "QUEUED";
        }
        return now.isBefore(begun()) ? "INITIALIZING" : "RUNNING";
    }

    ObjectNode json(Instant now) {
        ObjectNode json = Json.object()
                .put("pipeline_id", pipelineId)
                .put("update_id", id)
                .put("cause", cause)
                .put("creation_time", created.toEpochMilli())
                .put("state", state(now))
                .put("full_refresh", request.path("full_refresh").asBoolean(false))
                .put("validate_only", request.path("validate_only").asBoolean(false));
        for (String name : new String[] {"refresh_selection", "full_refresh_selection", "parameters"}) {
            if (request.has(name)) {
                json.set(name, request.get(name));
            }
        }
        if (!clusterId.isEmpty()) {
            json.put("cluster_id", clusterId);
        }
        json.set("config", config);
        return json;
    }
}
