package dev.costinsights.workspace.server.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.http.Json;
import java.time.Instant;

/**
 * A job's definition as it is now.
 *
 * @param settings as clients sent them, with unknown fields
 */
record Job(long id, ObjectNode settings, String creator, Instant created) {
    String name() {
        return settings.path("name").asText("Untitled");
    }

    ObjectNode json(boolean withTasks) {
        ObjectNode shown = settings.deepCopy();
        if (!withTasks) {
            shown.remove("tasks");
            shown.remove("job_clusters");
        }
        shown.put("format", "MULTI_TASK");
        ObjectNode json = Json.object()
                .put("job_id", id)
                .put("creator_user_name", creator)
                .put("run_as_user_name", runAs())
                .put("created_time", created.toEpochMilli());
        json.set("settings", shown);
        return json;
    }

    String runAs() {
        var runAs = settings.path("run_as");
        return runAs.path("user_name")
                .asText(runAs.path("service_principal_name").asText(creator));
    }
}
