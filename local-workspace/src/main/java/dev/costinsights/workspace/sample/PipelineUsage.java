package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.company.SkuKind;
import dev.costinsights.workspace.sample.Pipeline.Kind;
import dev.costinsights.workspace.tables.Json;
import java.util.List;

/** The usage of pipelines: updates by the hour, and a little maintenance each day. */
final class PipelineUsage {
    private final List<Pipeline> pipelines;
    private final PipelineUpdates updates;
    private final Window window;
    private final long seed;
    private final Meter meter;
    private final UsageWriter usage;
    private final TrapCounts traps;

    PipelineUsage(
            List<Pipeline> pipelines,
            PipelineUpdates updates,
            Window window,
            long seed,
            Meter meter,
            UsageWriter usage,
            TrapCounts traps) {
        this.pipelines = pipelines;
        this.updates = updates;
        this.window = window;
        this.seed = seed;
        this.meter = meter;
        this.usage = usage;
        this.traps = traps;
    }

    void write() {
        for (Pipeline pipeline : pipelines) {
            for (int day = 0; day < window.days(); day++) {
                Rng rng = Rng.of(seed, "pipeline-usage", pipeline.index(), day);
                for (PipelineUpdate update : updates.of(pipeline, day)) {
                    update(pipeline, update, rng);
                }
                long night = window.day(day) + 2 * Window.HOUR;
                String maintenance = rng.statementId();
                record(pipeline, rng, night, night + Window.HOUR, null, maintenance, null);
            }
        }
    }

    private void update(Pipeline pipeline, PipelineUpdate update, Rng rng) {
        for (long hour = Window.hour(update.start()); hour < update.end(); hour += Window.HOUR) {
            long from = pipeline.isServerless() ? hour : Math.max(hour, update.start());
            long to = pipeline.isServerless() ? hour + Window.HOUR : Math.min(hour + Window.HOUR, update.end());
            if (window.contains(from)) {
                record(pipeline, rng, from, to, update.updateId(), null, update.clusterId());
            }
        }
    }

    private void record(
            Pipeline pipeline, Rng rng, long from, long to, String updateId, String maintenanceId, String clusterId) {
        SkuKind kind = sku(pipeline);
        boolean isView = pipeline.kind() == Kind.MATERIALIZED_VIEW;
        Json features = new Json().open();
        if (pipeline.kind() == Kind.CLASSIC) {
            features.field("dlt_tier", pipeline.index() % 2 == 0 ? "ADVANCED" : "CORE");
        }
        if (pipeline.kind() != Kind.INGESTION) {
            features.field("is_serverless", pipeline.isServerless());
        }
        if (pipeline.isServerless() && !pipeline.tags().isEmpty()) {
            traps.count(Trap.UNTAGGED_SERVERLESS_PIPELINE_RECORD);
        }
        usage.write(UsageRecord.of(
                        pipeline.workspace(),
                        kind,
                        from,
                        to,
                        meter.quantity(rng, line(pipeline), kind, pipeline.workspace()),
                        product(pipeline))
                // Serverless rows carry a usage policy's tags at most, never the pipeline's.
                .withTags(pipeline.isServerless() ? "{}" : Json.map(pipeline.tags(from, window)))
                .withMetadata(
                        "cluster_id",
                        clusterId,
                        "node_type",
                        clusterId == null ? null : "i3.xlarge",
                        "dlt_pipeline_id",
                        pipeline.id(),
                        "dlt_update_id",
                        updateId,
                        "dlt_maintenance_id",
                        maintenanceId,
                        "uc_table_catalog",
                        isView ? "main" : null,
                        "uc_table_schema",
                        isView ? "gold" : null,
                        "uc_table_name",
                        isView ? pipeline.name() + "_mv" : null)
                .withRunAs(pipeline.runAs())
                .withFeatures(features.close()));
    }

    private static SkuKind sku(Pipeline pipeline) {
        if (pipeline.isServerless()) {
            return SkuKind.JOBS_SERVERLESS;
        }
        return pipeline.index() % 2 == 0 ? SkuKind.DLT_ADVANCED : SkuKind.DLT_CORE;
    }

    private static ProductLine line(Pipeline pipeline) {
        return switch (pipeline.kind()) {
            case CLASSIC -> ProductLine.CLASSIC_PIPELINES;
            case SERVERLESS, INGESTION -> ProductLine.SERVERLESS_PIPELINES;
            case MATERIALIZED_VIEW -> ProductLine.MATERIALIZED_VIEWS;
        };
    }

    private static String product(Pipeline pipeline) {
        return switch (pipeline.kind()) {
            case CLASSIC, SERVERLESS -> "DLT";
            case MATERIALIZED_VIEW -> "SQL";
            case INGESTION -> "LAKEFLOW_CONNECT";
        };
    }
}
