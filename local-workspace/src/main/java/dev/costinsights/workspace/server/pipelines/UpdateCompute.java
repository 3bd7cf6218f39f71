package dev.costinsights.workspace.server.pipelines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.server.activity.Agenda;
import dev.costinsights.workspace.server.activity.Rows;
import dev.costinsights.workspace.server.activity.Truths;
import dev.costinsights.workspace.server.clusters.Nodes;
import dev.costinsights.workspace.server.clusters.Specs;
import dev.costinsights.workspace.server.http.Json;
import dev.costinsights.workspace.simulation.company.Consumption;
import dev.costinsights.workspace.simulation.jobs.ServerlessPhysics;
import dev.costinsights.workspace.simulation.jobs.Stage;
import dev.costinsights.workspace.simulation.jobs.UsageTruth;
import dev.costinsights.workspace.simulation.jobs.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Computes updates, on a cluster of their own or on serverless compute, and bills them. Called under the agenda's lock. */
final class UpdateCompute {
    private static final String SERVERLESS = "ENTERPRISE_JOBS_SERVERLESS_COMPUTE_US_WEST_OREGON";
    private static final String CLASSIC = "ENTERPRISE_DLT_CORE_COMPUTE";
    private static final String OPAQUE_ID = "dagster_snowflake_opaque_id";
    private static final int SHORTEST_SECONDS = 60;
    private static final int SPREAD_SECONDS = 540;
    private static final int CORES = 8;
    private static final int MILLI = 1_000;

    private final Agenda agenda;
    private final Rows rows;
    private final Truths truths;
    private final long seed;

    UpdateCompute(Agenda agenda, Rows rows, Truths truths, long seed) {
        this.agenda = agenda;
        this.rows = rows;
        this.truths = truths;
        this.seed = seed;
    }

    /** @param ended hears when it is done, which it is not when it is cancelled */
    void start(Update update, Instant now, Consumer<Instant> ended) {
        update.work = work(update);
        if (update.clusterId.isEmpty()) {
            serverless(update, now, ended);
        } else {
            onCluster(update, now, ended);
        }
    }

    private Work work(Update update) {
        Rng rng = Rng.of(seed, "launched-update " + update.id);
        long seconds = (long) SHORTEST_SECONDS + rng.below(SPREAD_SECONDS);
        return Work.of(update.id, Stage.of(seconds * MILLI * CORES, CORES, rng));
    }

    private void onCluster(Update update, Instant now, Consumer<Instant> ended) {
        JsonNode described = update.config.path("clusters").path(0);
        String name = "dlt-execution-" + update.pipelineId;
        Nodes nodes = new Nodes(
                Specs.of(described, update.clusterId, name, update.runAs, Duration.ZERO),
                Rng.of(seed, "launched-update-cluster " + update.id),
                agenda,
                new Nodes.Owner() {
                    @Override
                    public void up(Instant at) {}

                    @Override
                    public void down(Instant at) {}

                    @Override
                    public void metered(UsageTruth usage) {
                        bill(update, usage);
                    }
                });
        update.cancel = () -> nodes.stop(agenda.now());
        nodes.run(update.work, now, work -> {
            nodes.stop(agenda.now());
            ended.accept(Instant.ofEpochMilli(work.ended()));
        });
    }

    private void serverless(Update update, Instant now, Consumer<Instant> ended) {
        List<UsageTruth> all = used(update, update.work, now, Long.MAX_VALUE);
        Instant end = Instant.ofEpochMilli(update.work.ended());
        boolean[] isOver = {false};
        update.cancel = () -> {
            isOver[0] = true;
            Work cut = Work.of(update.id, update.work.stages());
            used(update, cut, now, agenda.now().toEpochMilli()).forEach(usage -> bill(update, usage));
        };
        agenda.at(end, () -> {
            if (!isOver[0]) {
                all.forEach(usage -> bill(update, usage));
                ended.accept(end);
            }
        });
    }

    private List<UsageTruth> used(Update update, Work work, Instant now, long until) {
        ServerlessPhysics physics = new ServerlessPhysics(Rng.of(seed, "launched-serverless " + update.id), until);
        physics.run(work, now.toEpochMilli());
        return physics.usage();
    }

    private void bill(Update update, UsageTruth usage) {
        if (usage.microDbu() == 0) {
            return;
        }
        boolean isServerless = usage.cluster() == null;
        String sku = isServerless ? SERVERLESS : CLASSIC;
        Map<String, String> tags = new LinkedHashMap<>();
        JsonNode ofCluster = update.config.path("clusters").path(0).path("custom_tags");
        for (JsonNode from : List.of(update.config.path("tags"), isServerless ? Json.object() : ofCluster)) {
            from.properties()
                    .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        }
        ObjectNode metadata =
                Json.object().put("dlt_pipeline_id", update.pipelineId).put("dlt_update_id", update.id);
        if (!isServerless) {
            metadata.put("cluster_id", update.clusterId)
                    .put("node_type", usage.nodeType().name());
        }
        rows.bill(sku, "DLT", usage, tags, metadata, update.runAs);
        truths.add(List.of(Consumption.of(
                usage,
                sku,
                null,
                update.pipelineId,
                "PIPELINE_UPDATE",
                update.id,
                tags.get(OPAQUE_ID),
                usage.microDbu())));
    }
}
