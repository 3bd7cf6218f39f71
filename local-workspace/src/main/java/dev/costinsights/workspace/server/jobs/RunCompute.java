package dev.costinsights.workspace.server.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.server.activity.Agenda;
import dev.costinsights.workspace.server.clusters.Nodes;
import dev.costinsights.workspace.server.clusters.Specs;
import dev.costinsights.workspace.server.http.Json;
import dev.costinsights.workspace.simulation.jobs.ClusterSpec;
import dev.costinsights.workspace.simulation.jobs.ServerlessPhysics;
import dev.costinsights.workspace.simulation.jobs.Stage;
import dev.costinsights.workspace.simulation.jobs.UsageTruth;
import dev.costinsights.workspace.simulation.jobs.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What runs have for themselves: clusters of their own and serverless compute. Called under the agenda's lock. */
final class RunCompute {
    private static final int SHORTEST_SECONDS = 40;
    private static final int SPREAD_SECONDS = 400;
    private static final int LEAST_CORES = 4;
    private static final int MOST_CORES = 8;
    private static final int MILLI = 1_000;

    private final Agenda agenda;
    private final long seed;
    private final RunBill bill;

    RunCompute(Agenda agenda, long seed, RunBill bill) {
        this.agenda = agenda;
        this.seed = seed;
        this.bill = bill;
    }

    /** What a task has to do; the same for the same task. */
    Work work(TaskRun task) {
        Rng rng = Rng.of(seed, "launched-task", task.id);
        int cores = rng.between(LEAST_CORES, MOST_CORES);
        long seconds = (long) SHORTEST_SECONDS + rng.below(SPREAD_SECONDS);
        return Work.of(String.valueOf(task.id), Stage.of(seconds * MILLI * cores, cores, rng));
    }

    void onCluster(Run run, TaskRun task, Instant at, Ending ending) {
        Nodes nodes = run.nodes.computeIfAbsent(task.clusterId, id -> cluster(run, task, id));
        task.cancel = () -> nodes.cancel(task.work, agenda.now());
        nodes.run(task.work, at, work -> {
            ending.at(Instant.ofEpochMilli(work.ended()));
            letGo(run, task, agenda.now());
        });
    }

    /** Hears when work is done. */
    interface Ending {
        void at(Instant when);
    }

    private Nodes cluster(Run run, TaskRun task, String id) {
        JsonNode described = described(run, task);
        String name = "job-" + run.origin.jobId() + "-run-" + run.id;
        ClusterSpec spec = Specs.of(described, id, name, run.origin.runAs(), Duration.ZERO);
        Rng rng = Rng.of(seed, "launched-job-cluster " + id);
        return new Nodes(spec, rng, agenda, new Nodes.Owner() {
            private Instant created;

            @Override
            public void up(Instant now) {
                created = now;
                bill.cluster(run, spec, described, created, null);
            }

            @Override
            public void down(Instant now) {
                if (created != null) {
                    bill.cluster(run, spec, described, created, now);
                }
            }

            @Override
            public void metered(UsageTruth usage) {
                bill.usage(run, described, usage);
            }
        });
    }

    /** A cluster ends when no task is left that needs it. */
    private static void letGo(Run run, TaskRun task, Instant now) {
        boolean isNeeded = run.leg.tasks.stream()
                .anyMatch(other -> other.clusterKey().equals(task.clusterKey()) && other.end.equals(Agenda.NOT_YET));
        if (!isNeeded) {
            run.nodes.get(task.clusterId).stop(now);
        }
    }

    private static JsonNode described(Run run, TaskRun task) {
        if (task.spec.has("new_cluster")) {
            return task.spec.get("new_cluster");
        }
        for (JsonNode cluster : run.settings.path("job_clusters")) {
            if (cluster.path("job_cluster_key")
                    .asText()
                    .equals(task.spec.path("job_cluster_key").asText())) {
                return cluster.path("new_cluster");
            }
        }
        return Json.object();
    }

    /** Serverless compute is nobody else's: how it goes is known at once, unless it is cancelled. */
    void serverless(Run run, TaskRun task, Instant at, Ending ending) {
        List<UsageTruth> all = used(task.work, task, at, Long.MAX_VALUE);
        Instant end = Instant.ofEpochMilli(task.work.ended());
        boolean[] isOver = {false};
        task.cancel = () -> {
            isOver[0] = true;
            Work cut = Work.of(task.work.id(), task.work.stages());
            used(cut, task, at, agenda.now().toEpochMilli()).forEach(usage -> bill.usage(run, Json.object(), usage));
        };
        agenda.at(end, () -> {
            if (!isOver[0]) {
                all.forEach(usage -> bill.usage(run, Json.object(), usage));
                ending.at(end);
            }
        });
    }

    private List<UsageTruth> used(Work work, TaskRun task, Instant at, long until) {
        ServerlessPhysics physics = new ServerlessPhysics(Rng.of(seed, "launched-serverless", task.id), until);
        physics.run(work, at.toEpochMilli());
        return physics.usage();
    }
}
