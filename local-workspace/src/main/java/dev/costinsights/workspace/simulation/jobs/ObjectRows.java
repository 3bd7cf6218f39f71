package dev.costinsights.workspace.simulation.jobs;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.tables.Json;
import dev.costinsights.workspace.tables.RowWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Rows of lakeflow.jobs, lakeflow.job_tasks, compute.clusters and compute.node_types. */
final class ObjectRows {
    private static final long DAY = 86_400_000L;
    private static final long CREATED = 20_000 * DAY;
    private static final long MINUTE = 60_000;

    private final RowWriter rows;

    ObjectRows(RowWriter rows) {
        this.rows = rows;
    }

    void jobs(JobCompany company) {
        for (SimulatedJob job : company.jobs()) {
            rows.set("account_id", Company.ACCOUNT_ID)
                    .set("workspace_id", UsageRows.WORKSPACE.id())
                    .set("job_id", job.id())
                    .set("name", job.name())
                    .set("tags", "{}")
                    .setTime("change_time", CREATED)
                    .set("run_as_user_name", job.runAs())
                    .set("paused", false)
                    .set("timeout_seconds", 0L)
                    .setTime("create_time", CREATED)
                    .end();
        }
    }

    void tasks(JobCompany company) {
        Map<String, TreeSet<String>> keys = new TreeMap<>();
        for (RunOutcome run : company.runs()) {
            for (RunOutcome.Attempt attempt : run.attempts()) {
                TreeSet<String> ofJob = keys.computeIfAbsent(run.job().id(), job -> new TreeSet<>());
                attempt.tasks().forEach(task -> ofJob.add(task.key()));
            }
        }
        keys.forEach((job, tasks) -> tasks.forEach(key -> {
            rows.set("account_id", Company.ACCOUNT_ID)
                    .set("workspace_id", UsageRows.WORKSPACE.id())
                    .set("job_id", job)
                    .set("task_key", key)
                    .set("depends_on_keys", Json.array(before(key, tasks)))
                    .setTime("change_time", CREATED)
                    .set("timeout_seconds", 0L)
                    .set("health_rules", "[]")
                    .end();
        }));
    }

    private static List<String> before(String key, Set<String> tasks) {
        List<String> middle =
                tasks.stream().filter(each -> each.startsWith("transform")).toList();
        return switch (key) {
            case "extract" -> List.of();
            case PipelineTasks.KEY -> List.of("load");
            case "load" -> middle.isEmpty() ? List.of("extract") : middle;
            default -> List.of("extract");
        };
    }

    void clusters(JobCompany company) {
        company.sharedClusters().forEach(cluster -> cluster(cluster, "UI", CREATED, 0));
        Map<ClusterSpec, BilledFor> owners = new HashMap<>();
        Map<ClusterSpec, long[]> lives = new LinkedHashMap<>();
        for (UsageTruth usage : company.usage()) {
            if (usage.cluster() != null && !usage.isShared()) {
                long[] life = lives.computeIfAbsent(usage.cluster(), key -> new long[] {usage.start(), usage.end()});
                owners.put(usage.cluster(), usage.billedFor());
                life[1] = Math.max(life[1], usage.end());
            }
        }
        lives.forEach((cluster, life) -> cluster(cluster, source(owners.get(cluster)), life[0], life[1]));
    }

    private static String source(BilledFor billedFor) {
        return billedFor.job() != null ? "JOB" : billedFor.update() != null ? "PIPELINE" : "PIPELINE_MAINTENANCE";
    }

    private void cluster(ClusterSpec cluster, String source, long created, long deleted) {
        rows.set("account_id", Company.ACCOUNT_ID)
                .set("workspace_id", UsageRows.WORKSPACE.id())
                .set("cluster_id", cluster.id())
                .set("cluster_name", cluster.name())
                .set("owned_by", cluster.owner())
                .setTime("create_time", created);
        if (deleted > 0) {
            rows.setTime("delete_time", deleted);
        }
        rows.set("driver_node_type", cluster.driver().name())
                .set("worker_node_type", cluster.worker().name());
        if (cluster.minWorkers() == cluster.maxWorkers()) {
            rows.set("worker_count", (long) cluster.minWorkers());
        } else {
            rows.set("min_autoscale_workers", (long) cluster.minWorkers())
                    .set("max_autoscale_workers", (long) cluster.maxWorkers());
        }
        rows.set("auto_termination_minutes", deleted > 0 ? 0 : cluster.autoTerminationMillis() / MINUTE)
                .set("tags", "{}")
                .set("cluster_source", source)
                .set("init_scripts", "[]")
                .setTime("change_time", created)
                .set("change_date", created / DAY)
                .end();
    }

    void nodeTypes() {
        for (NodeType type : NodeType.ALL) {
            rows.set("account_id", Company.ACCOUNT_ID)
                    .set("node_type", type.name())
                    .set("core_count", (long) type.cores())
                    .set("memory_mb", type.memoryMb())
                    .set("gpu_count", 0L)
                    .end();
        }
    }
}
