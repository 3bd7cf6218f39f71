package dev.costinsights.workspace.server.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.http.ApiError;
import dev.costinsights.workspace.server.http.Fields;
import dev.costinsights.workspace.server.http.Json;
import dev.costinsights.workspace.server.http.Limits;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks and merges what clients say about a job. */
final class JobSettings {
    /** Lists whose elements have a key by which an update merges them. */
    private static final Map<String, String> KEYED =
            Map.of("tasks", "task_key", "job_clusters", "job_cluster_key", "environments", "environment_key");

    private JobSettings() {}

    /** @throws ApiError that names the field */
    static void check(Fields settings) {
        Limits.tags("tags", settings.map("tags"), Limits.OBJECT_TAGS);
        for (Fields cluster : settings.objects("job_clusters")) {
            cluster.required("job_cluster_key");
            Limits.cluster("job_clusters.new_cluster", cluster.object("new_cluster"));
        }
        tasks(settings);
    }

    static void tasks(Fields settings) {
        Set<String> keys = new HashSet<>();
        List<Fields> tasks = settings.objects("tasks");
        for (Fields task : tasks) {
            String key = task.required("task_key");
            if (!keys.add(key)) {
                throw ApiError.invalid("tasks.task_key '" + key + "' is given twice");
            }
            Limits.cluster("tasks.new_cluster", task.object("new_cluster"));
        }
        for (Fields task : tasks) {
            for (Fields dependency : task.objects("depends_on")) {
                if (!keys.contains(dependency.required("task_key"))) {
                    throw ApiError.invalid("tasks.depends_on.task_key '" + dependency.required("task_key")
                            + "' of task '" + task.required("task_key") + "' is not a task of the job");
                }
            }
        }
    }

    /** Top-level fields are replaced; lists of things with keys are merged by them. */
    static ObjectNode merged(ObjectNode old, ObjectNode changes, List<String> removed) {
        ObjectNode merged = old.deepCopy();
        changes.properties().forEach(change -> {
            String key = KEYED.get(change.getKey());
            boolean lists =
                    change.getValue().isArray() && merged.path(change.getKey()).isArray();
            merged.set(
                    change.getKey(),
                    key != null && lists
                            ? merged(key, merged.get(change.getKey()), change.getValue())
                            : change.getValue().deepCopy());
        });
        for (String path : removed) {
            remove(merged, path);
        }
        return merged;
    }

    private static ArrayNode merged(String key, JsonNode old, JsonNode changes) {
        Map<String, JsonNode> byKey = new LinkedHashMap<>();
        old.forEach(element -> byKey.put(element.path(key).asText(), element));
        changes.forEach(element -> byKey.put(element.path(key).asText(), element));
        ArrayNode merged = Json.array();
        byKey.values().forEach(element -> merged.add(element.deepCopy()));
        return merged;
    }

    /** E.g. {@code tags} or {@code tasks/load}. */
    private static void remove(ObjectNode settings, String path) {
        int slash = path.indexOf('/');
        String field = slash < 0 ? path : path.substring(0, slash);
        String key = KEYED.get(field);
        if (slash < 0 || key == null || !settings.path(field).isArray()) {
            settings.remove(field);
            return;
        }
        ArrayNode left = Json.array();
        settings.get(field).forEach(element -> {
            if (!element.path(key).asText().equals(path.substring(slash + 1))) {
                left.add(element);
            }
        });
        settings.set(field, left);
    }
}
