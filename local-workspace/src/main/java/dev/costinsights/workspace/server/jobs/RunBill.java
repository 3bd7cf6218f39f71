package dev.costinsights.workspace.server.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.server.activity.Rows;
import dev.costinsights.workspace.server.activity.Truths;
import dev.costinsights.workspace.server.clusters.Specs;
import dev.costinsights.workspace.server.http.Json;
import dev.costinsights.workspace.simulation.company.Consumption;
import dev.costinsights.workspace.simulation.jobs.ClusterSpec;
import dev.costinsights.workspace.simulation.jobs.UsageTruth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What runs are billed for the compute that they have for themselves, and the truth of who consumed it. */
final class RunBill {
    private static final String CLUSTER = "ENTERPRISE_JOBS_COMPUTE";
    private static final String SERVERLESS = "ENTERPRISE_JOBS_SERVERLESS_COMPUTE_US_WEST_OREGON";

    private final Rows rows;
    private final Truths truths;

    RunBill(Rows rows, Truths truths) {
        this.rows = rows;
        this.truths = truths;
    }

    /** @param described the cluster; empty for serverless compute */
    void usage(Run run, JsonNode described, UsageTruth usage) {
        if (usage.microDbu() == 0) {
            return;
        }
        boolean isServerless = usage.cluster() == null;
        String sku = isServerless ? SERVERLESS : CLUSTER;
        ObjectNode metadata = metadata(run);
        if (!isServerless) {
            metadata.put("cluster_id", usage.cluster().id())
                    .put("node_type", usage.nodeType().name());
        }
        rows.bill(sku, "JOBS", usage, tags(run, described), metadata, run.origin.runAs());
        String id = String.valueOf(run.id);
        List<Consumption> parts = new ArrayList<>();
        usage.consumed().forEach((task, micros) -> {
            if (micros > 0) {
                parts.add(Consumption.of(usage, sku, id, null, "JOB_TASK_RUN", task, run.asked(), micros));
            }
        });
        if (usage.idle() > 0) {
            parts.add(Consumption.of(usage, sku, id, null, "JOB_RUN", id, run.asked(), usage.idle()));
        }
        truths.add(parts);
    }

    /** @param deleted null before it has ended */
    void cluster(Run run, ClusterSpec spec, JsonNode described, Instant created, Instant deleted) {
        Instant changed = deleted == null ? created : deleted;
        ObjectNode row = Specs.row(spec, described, created, changed, tags(run, described))
                .put("cluster_source", "JOB");
        if (deleted != null) {
            row.put("delete_time", deleted.toString());
        }
        rows.add("compute.clusters", row);
    }

    private static Map<String, String> tags(Run run, JsonNode described) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (JsonNode from : List.of(run.settings.path("tags"), described.path("custom_tags"))) {
            from.properties()
                    .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        }
        return tags;
    }

    private static ObjectNode metadata(Run run) {
        ObjectNode metadata = Json.object()
                .put("job_id", String.valueOf(run.origin.jobId()))
                .put("job_run_id", String.valueOf(run.id))
                .put(run.origin.type().equals("SUBMIT_RUN") ? "run_name" : "job_name", run.origin.name());
        String policy = run.settings
                .path("usage_policy_id")
                .asText(run.settings.path("budget_policy_id").asText(""));
        if (!policy.isEmpty()) {
            metadata.put("usage_policy_id", policy).put("budget_policy_id", policy);
        }
        return metadata;
    }
}
