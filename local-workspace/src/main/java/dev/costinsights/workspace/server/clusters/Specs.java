package dev.costinsights.workspace.server.clusters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.activity.Rows;
import dev.costinsights.workspace.simulation.jobs.ClusterSpec;
import dev.costinsights.workspace.simulation.jobs.NodeType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Clusters as the APIs describe them. */
public final class Specs {
    private static final String USUAL_NODE = "i3.xlarge";
    private static final long SCALE_IN_AFTER = 150_000;

    private Specs() {}

    /** @param idle after which it ends; zero for never */
    public static ClusterSpec of(JsonNode described, String id, String name, String owner, Duration idle) {
        String worker = described.path("node_type_id").asText(USUAL_NODE);
        String driver = described.path("driver_node_type_id").asText(worker);
        JsonNode scale = described.path("autoscale");
        int least =
                described.path("num_workers").asInt(scale.path("min_workers").asInt(1));
        int most =
                described.has("num_workers") ? least : scale.path("max_workers").asInt(least);
        return new ClusterSpec(
                id,
                name,
                owner,
                NodeType.named(driver),
                NodeType.named(worker),
                least,
                Math.max(least, most),
                idle.toMillis(),
                SCALE_IN_AFTER);
    }

    /** A row of compute.clusters without the columns that depend on what it is for. */
    public static ObjectNode row(
            ClusterSpec spec, JsonNode described, Instant created, Instant changed, Map<String, String> tags) {
        ObjectNode row = Rows.row()
                .put("cluster_id", spec.id())
                .put("cluster_name", spec.name())
                .put("owned_by", spec.owner())
                .put("create_time", created.toString())
                .put("driver_node_type", spec.driver().name())
                .put("worker_node_type", spec.worker().name())
                .put("dbr_version", described.path("spark_version").asText(""))
                .put("change_time", changed.toString())
                .put("change_date", Rows.date(changed));
        if (spec.minWorkers() == spec.maxWorkers()) {
            row.put("worker_count", spec.minWorkers());
        } else {
            row.put("min_autoscale_workers", spec.minWorkers()).put("max_autoscale_workers", spec.maxWorkers());
        }
        ObjectNode tagNode = row.putObject("tags");
        tags.forEach(tagNode::put);
        return row;
    }
}
