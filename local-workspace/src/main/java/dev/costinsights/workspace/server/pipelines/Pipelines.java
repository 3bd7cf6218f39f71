package dev.costinsights.workspace.server.pipelines;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.activity.Agenda;
import dev.costinsights.workspace.server.activity.Ended;
import dev.costinsights.workspace.server.activity.Rows;
import dev.costinsights.workspace.server.activity.Truths;
import dev.costinsights.workspace.server.http.ApiError;
import dev.costinsights.workspace.server.http.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All pipelines that clients made. Every method takes the agenda's lock. */
public final class Pipelines {
    private static final int LATEST_UPDATES = 5;

    /** A pipeline as it is now. */
    private static final class Pipeline {
        final String id;
        final String creator;
        final Instant created;
        final List<Update> updates = new ArrayList<>();
        ObjectNode spec;
        Instant changed;

        Pipeline(String id, String creator, Instant created, ObjectNode spec) {
            this.id = id;
            this.creator = creator;
            this.created = created;
            this.changed = created;
            this.spec = spec;
        }
    }

    private final Agenda agenda;
    private final UpdateCompute compute;
    private final PipelineRows rows;
    private final Rows ids;
    private final Map<String, Pipeline> all = new LinkedHashMap<>();

    public Pipelines(Agenda agenda, Rows rows, Truths truths, long seed) {
        this.agenda = agenda;
        this.compute = new UpdateCompute(agenda, rows, truths, seed);
        this.rows = new PipelineRows(rows);
        this.ids = rows;
    }

    String create(ObjectNode spec, String creator) {
        synchronized (agenda) {
            Instant now = agenda.settle();
            Pipeline pipeline = new Pipeline(ids.id("pipeline"), creator, now, spec);
            spec.put("id", pipeline.id);
            all.put(pipeline.id, pipeline);
            rows.pipeline(pipeline.id, spec, creator, now, now, null);
            return pipeline.id;
        }
    }

    void edit(String id, ObjectNode spec) {
        synchronized (agenda) {
            Instant now = agenda.settle();
            Pipeline pipeline = get(id);
            pipeline.spec = spec.put("id", id);
            pipeline.changed = now;
            rows.pipeline(id, spec, pipeline.creator, pipeline.created, now, null);
        }
    }

    /** A copy with what the request says otherwise; returns its id. */
    String copy(String id, ObjectNode changes, String creator) {
        synchronized (agenda) {
            ObjectNode spec = get(id).spec.deepCopy();
            spec.setAll(changes);
            return create(spec, creator);
        }
    }

    void delete(String id) {
        synchronized (agenda) {
            Instant now = agenda.settle();
            stop(id);
            Pipeline pipeline = get(id);
            rows.pipeline(id, pipeline.spec, pipeline.creator, pipeline.created, now, now);
            all.remove(id);
        }
    }

    private Pipeline get(String id) {
        Pipeline pipeline = all.get(id);
        if (pipeline == null) {
            throw ApiError.missing("The specified pipeline " + id + " was not found.");
        }
        return pipeline;
    }

    ObjectNode json(String id) {
        synchronized (agenda) {
            Instant now = agenda.settle();
            Pipeline pipeline = get(id);
            ObjectNode json = status(pipeline, now);
            json.set("spec", pipeline.spec);
            json.put("run_as_user_name", pipeline.creator).put("last_modified", pipeline.changed.toEpochMilli());
            return json;
        }
    }

    /** As lists have it; newest first. */
    List<ObjectNode> list(String namePattern) {
        synchronized (agenda) {
            Instant now = agenda.settle();
            List<ObjectNode> list = new ArrayList<>();
            for (Pipeline pipeline : all.values()) {
                if (pipeline.spec.path("name").asText("").matches(namePattern)) {
                    list.add(0, status(pipeline, now));
                }
            }
            return list;
        }
    }

    private static ObjectNode status(Pipeline pipeline, Instant now) {
        boolean active = pipeline.updates.stream().anyMatch(update -> !update.over(now));
        ObjectNode json = Json.object()
                .put("pipeline_id", pipeline.id)
                .put("name", pipeline.spec.path("name").asText(""))
                .put("creator_user_name", pipeline.creator)
                .put("run_as_user_name", pipeline.creator)
                .put("state", active ? "RUNNING" : "IDLE")
                .put("health", "HEALTHY");
        ArrayNode latest = json.putArray("latest_updates");
        newestFirst(pipeline).stream().limit(LATEST_UPDATES).forEach(update -> latest.addObject()
                .put("update_id", update.id)
                .put("state", update.state(now))
                .put("creation_time", update.created.toString()));
        return json;
    }

    private static List<Update> newestFirst(Pipeline pipeline) {
        List<Update> updates = new ArrayList<>(pipeline.updates);
        Collections.reverse(updates);
        return updates;
    }

    /** Starts an update for a client; returns its id. */
    String start(String id, ObjectNode request) {
        synchronized (agenda) {
            Instant now = agenda.settle();
            Pipeline pipeline = get(id);
            for (Update update : pipeline.updates) {
                if (!update.over(now)) {
                    throw ApiError.conflict(
                            "RESOURCE_CONFLICT",
                            "An active update " + update.id + " already exists for pipeline " + id + ".");
                }
            }
            Ended nobody = (when, succeeded) -> {};
            String cause = request.path("cause").asText("API_CALL");
            return add(pipeline, request, cause, now, 0, 0, pipeline.creator, nobody).id;
        }
    }

    /** Starts an update for a job's task, after those that are still to end; returns what stops it. */
    public Runnable startForTask(
            ObjectNode task, Instant start, long jobId, long taskRunId, String runAs, Ended ended) {
        synchronized (agenda) {
            Pipeline pipeline = get(task.path("pipeline_id").asText());
            Update update = add(pipeline, task, "JOB_TASK", start, jobId, taskRunId, runAs, ended);
            return () -> stop(pipeline, update, agenda.now());
        }
    }

    private Update add(
            Pipeline pipeline,
            ObjectNode request,
            String cause,
            Instant now,
            long jobId,
            long taskRunId,
            String runAs,
            Ended ended) {
        String id = ids.id("update");
        boolean serverless = pipeline.spec.path("serverless").asBoolean(false);
        Update update = new Update(
                id,
                pipeline.id,
                request,
                pipeline.spec.deepCopy(),
                cause,
                now,
                serverless ? "" : "1101-" + id.substring(0, 6) + "-" + id.substring(24, 32),
                jobId,
                taskRunId,
                runAs,
                ended);
        pipeline.updates.add(update);
        beginNext(pipeline, now);
        return update;
    }

    /** Updates of a pipeline follow each other. */
    private void beginNext(Pipeline pipeline, Instant now) {
        Update next = null;
        for (Update update : pipeline.updates) {
            if (update.end.equals(Agenda.NOT_YET)) {
                next = update;
                break;
            }
        }
        if (next == null || !next.start.equals(Agenda.NOT_YET)) {
            return;
        }
        Update update = next;
        update.start = now;
        compute.start(update, now, end -> {
            if (update.end.equals(Agenda.NOT_YET)) {
                end(pipeline, update, end);
            }
        });
    }

    private void end(Pipeline pipeline, Update update, Instant at) {
        update.end = at;
        rows.finished(update);
        update.starter.at(at, !update.cancelled);
        beginNext(pipeline, at);
    }

    private void stop(Pipeline pipeline, Update update, Instant now) {
        if (update.end.equals(Agenda.NOT_YET)) {
            update.cancelled = true;
            update.start = update.start.isAfter(now) ? now : update.start;
            update.cancel.run();
            end(pipeline, update, now);
        }
    }

    void stop(String id) {
        synchronized (agenda) {
            Instant now = agenda.settle();
            Pipeline pipeline = get(id);
            List.copyOf(pipeline.updates).forEach(update -> stop(pipeline, update, now));
        }
    }

    ObjectNode update(String id, String updateId) {
        synchronized (agenda) {
            Instant now = agenda.settle();
            return get(id).updates.stream()
                    .filter(update -> update.id.equals(updateId))
                    .findFirst()
                    .orElseThrow(
                            () -> ApiError.missing("Update " + updateId + " of pipeline " + id + " was not found."))
                    .json(now);
        }
    }

    /** Newest first. */
    List<ObjectNode> updates(String id) {
        synchronized (agenda) {
            Instant now = agenda.settle();
            return newestFirst(get(id)).stream().map(update -> update.json(now)).toList();
        }
    }

    /** Newest first. */
    List<ObjectNode> events(String id) {
        synchronized (agenda) {
            Instant now = agenda.settle();
            Pipeline pipeline = get(id);
            List<ObjectNode> events = new ArrayList<>();
            pipeline.updates.forEach(update -> Events.of(pipeline.spec, update, now, events));
            Collections.reverse(events);
            return events;
        }
    }
}
