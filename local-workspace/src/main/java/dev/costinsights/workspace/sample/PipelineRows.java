package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.tables.Json;
import dev.costinsights.workspace.tables.RowWriter;
import dev.costinsights.workspace.tables.Slices;
import java.util.List;

/** Rows of lakeflow.pipelines and lakeflow.pipeline_update_timeline. */
final class PipelineRows {
    private static final long CREATED_BEFORE = 60 * Window.DAY;

    private final List<Pipeline> pipelines;
    private final Window window;
    private final RowWriter rows;
    private final TrapCounts traps;

    PipelineRows(List<Pipeline> pipelines, Window window, RowWriter rows, TrapCounts traps) {
        this.pipelines = pipelines;
        this.window = window;
        this.rows = rows;
        this.traps = traps;
    }

    void objects() {
        for (Pipeline pipeline : pipelines) {
            object(pipeline, window.start() - CREATED_BEFORE, 0);
            if (pipeline.changes()) {
                traps.count(Trap.CHANGED_OBJECT);
                object(pipeline, Job.changedAt(window), 0);
            }
            if (pipeline.index() % 11 == 8) {
                traps.count(Trap.DELETED_OBJECT);
                long deleted = window.end() - 3 * Window.HOUR;
                object(pipeline, deleted, deleted);
            }
            if (pipeline.index() == PipelineFleet.REPEATING_ID) {
                traps.count(Trap.REPEATED_ID);
            }
        }
    }

    void updates(PipelineUpdates updates) {
        for (Pipeline pipeline : pipelines) {
            for (int day = 0; day < window.days(); day++) {
                for (PipelineUpdate update : updates.of(pipeline, day)) {
                    if (update.jobTaskRunId() != null) {
                        traps.count(Trap.PIPELINE_STARTED_BY_JOB);
                    }
                    slices(pipeline, update);
                }
            }
        }
    }

    private void object(Pipeline pipeline, long changed, long deleted) {
        rows.set("workspace_id", pipeline.workspace().id())
                .set("pipeline_id", pipeline.id())
                .set("pipeline_type", pipeline.kind().type())
                .set("name", pipeline.name())
                .set("created_by", Company.PEOPLE.get(pipeline.index() % Company.PEOPLE.size()))
                .set("run_as", pipeline.runAs())
                .set("tags", Json.map(pipeline.tags(changed, window)))
                .set(
                        "settings",
                        new Json()
                                .open()
                                .field("photon", true)
                                .field("development", false)
                                .field("continuous", false)
                                .field("serverless", pipeline.isServerless())
                                .field("edition", "ADVANCED")
                                .field("channel", "CURRENT")
                                .close())
                .set("configuration", "{}")
                .setTime("change_time", changed);
        if (deleted > 0) {
            rows.setTime("delete_time", deleted);
        }
        rows.set("account_id", Company.ACCOUNT_ID)
                .setTime("create_time", window.start() - CREATED_BEFORE)
                .end();
    }

    private void slices(Pipeline pipeline, PipelineUpdate update) {
        String jobTask = update.jobTaskRunId() == null
                ? null
                : Json.object("job_id", pipeline.startedBy().id(), "job_task_run_id", update.jobTaskRunId());
        String details = jobTask == null
                ? null
                : new Json().open().raw("job_task", jobTask).close();
        String compute = pipeline.isServerless()
                ? Json.object("type", "SERVERLESS_COMPUTE")
                : Json.object("type", "CLASSIC_COMPUTE", "cluster_id", update.clusterId());
        Slices.cut(update.start(), update.end(), true, (start, end, isTerminal) -> rows.set(
                        "workspace_id", pipeline.workspace().id())
                .set("pipeline_id", pipeline.id())
                .set("update_id", update.updateId())
                .set("update_type", update.type())
                .set("request_id", update.updateId())
                .set("run_as_user_name", pipeline.runAs())
                .set("trigger_type", jobTask == null ? "USER_ACTION" : "JOB_TASK")
                .set("trigger_details", details)
                .set("result_state", isTerminal ? update.state() : null)
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
