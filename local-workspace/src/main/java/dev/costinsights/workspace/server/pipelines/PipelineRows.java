package dev.costinsights.workspace.server.pipelines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.activity.Rows;
import dev.costinsights.workspace.server.http.Json;
import java.time.Instant;

/** What pipelines and updates leave in the system tables. */
final class PipelineRows {
    private final Rows rows;

    PipelineRows(Rows rows) {
        this.rows = rows;
    }

    /** Its current definition; with a {@code delete_time} when it is gone. */
    void pipeline(String id, ObjectNode spec, String creator, Instant created, Instant changed, Instant deleted) {
        ObjectNode row = Rows.row()
                .put("pipeline_id", id)
                .put("pipeline_type", "ETL_PIPELINE")
                .put("name", spec.path("name").asText(""))
                .put("created_by", creator)
                .put("run_as", creator)
                .put("change_time", changed.toString())
                .put("create_time", created.toString());
        if (deleted != null) {
            row.put("delete_time", deleted.toString());
        }
        row.putObject("settings")
                .put("photon", spec.path("photon").asBoolean(false))
                .put("development", spec.path("development").asBoolean(false))
                .put("continuous", spec.path("continuous").asBoolean(false))
                .put("serverless", spec.path("serverless").asBoolean(false))
                .put("edition", spec.path("edition").asText("ADVANCED"))
                .put("channel", spec.path("channel").asText("CURRENT"));
        row.set("tags", texts(spec.path("tags")));
        row.set("configuration", texts(spec.path("configuration")));
        rows.add("lakeflow.pipelines", row);
    }

    void finished(Update update) {
        Rows.hours(update.start, update.end, (from, to) -> {
            ObjectNode row = Rows.row()
                    .put("pipeline_id", update.pipelineId)
                    .put("update_id", update.id)
                    .put(
                            "update_type",
                            update.request.path("full_refresh").asBoolean(false) ? "FULL_REFRESH" : "REFRESH")
                    .put("request_id", update.id)
                    .put("run_as_user_name", update.runAs)
                    .put("trigger_type", update.cause)
                    .put("period_start_time", from.toString())
                    .put("period_end_time", to.toString());
            if (update.jobId != 0) {
                row.putObject("trigger_details")
                        .putObject("job_task")
                        .put("job_id", String.valueOf(update.jobId))
                        .put("job_task_run_id", String.valueOf(update.taskRunId));
            }
            ObjectNode compute =
                    row.putObject("compute").put("type", update.clusterId.isEmpty() ? "SERVERLESS" : "CLASSIC");
            if (!update.clusterId.isEmpty()) {
                compute.put("cluster_id", update.clusterId);
            }
            if (to.equals(update.end)) {
                row.put("result_state", update.cancelled ? "CANCELED" : "COMPLETED");
            }
            rows.add("lakeflow.pipeline_update_timeline", row);
        });
    }

    private static ObjectNode texts(JsonNode object) {
        ObjectNode texts = Json.object();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }
}
