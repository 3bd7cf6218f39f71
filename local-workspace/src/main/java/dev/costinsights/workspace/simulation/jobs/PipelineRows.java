package dev.costinsights.workspace.simulation.jobs;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.tables.Json;
import dev.costinsights.workspace.tables.RowWriter;
import dev.costinsights.workspace.tables.Slices;

/** Rows of lakeflow.pipelines, one for each version, and of lakeflow.pipeline_update_timeline, in slices at clock hours. */
final class PipelineRows {
    private final RowWriter rows;

    PipelineRows(RowWriter rows) {
        this.rows = rows;
    }

    void pipelines(JobCompany company) {
        for (SimulatedPipeline pipeline : company.pipelines()) {
            pipeline.versions().forEach(version -> version(pipeline, version));
        }
    }

    private void version(SimulatedPipeline pipeline, SimulatedPipeline.Version version) {
        String settings = new Json()
                .open()
                .field("photon", false)
                .field("development", false)
                .field("continuous", false)
                .field("serverless", pipeline.isServerless())
                .field("edition", pipeline.edition())
                .field("channel", "CURRENT")
                .close();
        rows.set("workspace_id", UsageRows.WORKSPACE.id())
                .set("pipeline_id", pipeline.id())
                .set("pipeline_type", "ETL_PIPELINE")
                .set("name", pipeline.name())
                .set("created_by", pipeline.runAs())
                .set("run_as", pipeline.runAs())
                .set("tags", Json.map(version.tags()))
                .set("settings", settings)
                .set("configuration", "{}")
                .setTime("change_time", version.since())
                .set("account_id", Company.ACCOUNT_ID)
                .setTime("create_time", pipeline.versions().get(0).since())
                .end();
    }

    void update(UpdateOutcome update) {
        SimulatedPipeline pipeline = update.pipeline();
        String details = update.taskRun() == null
                ? null
                : new Json()
                        .open()
                        .raw(
                                "job_task",
                                Json.object("job_id", pipeline.startedBy().id(), "job_task_run_id", update.taskRun()))
                        .close();
        String compute = pipeline.isServerless()
                ? Json.object("type", "SERVERLESS_COMPUTE")
                : Json.object("type", "CLASSIC_COMPUTE", "cluster_id", update.cluster());
        String state = update.succeeded() ? "COMPLETED" : "FAILED";
        Slices.cut(update.start(), update.end(), true, (start, end, isTerminal) -> rows.set(
                        "workspace_id", UsageRows.WORKSPACE.id())
                .set("pipeline_id", pipeline.id())
                .set("update_id", update.id())
                .set("update_type", update.kind().name())
                .set("request_id", update.id())
                .set("run_as_user_name", pipeline.runAs())
                .set("trigger_type", update.cause().name())
                .set("trigger_details", details)
                .set("result_state", isTerminal ? state : null)
                .set("compute", compute)
                .setTime("period_start_time", start)
                .setTime("period_end_time", end)
                .set("refresh_selection", "[]")
                .set("full_refresh_selection", "[]")
                .set("reset_checkpoint_selection", "[]")
                .set("account_id", Company.ACCOUNT_ID)
                .end());
    }
}
