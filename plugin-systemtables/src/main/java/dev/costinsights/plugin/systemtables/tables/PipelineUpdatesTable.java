package dev.costinsights.plugin.systemtables.tables;

import dev.costinsights.core.model.PipelineUpdateSlice;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.FactSink;
import dev.costinsights.plugin.systemtables.duckdb.Rows;
import dev.costinsights.plugin.systemtables.files.Columns;
import dev.costinsights.plugin.systemtables.values.Leaf;
import dev.costinsights.plugin.systemtables.values.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** {@code system.lakeflow.pipeline_update_timeline}. */
final class PipelineUpdatesTable implements TableReader {

    /** In the order in which {@link #read} takes them. */
    private static final List<Leaf> SHARED = List.of(
            Leaf.text("account_id"),
            Leaf.text("workspace_id"),
            Leaf.text("pipeline_id").required(),
            Leaf.text("update_id").required(),
            Leaf.text("run_as_user_name"),
            Leaf.text("trigger_details", "job_task", "job_id"),
            Leaf.text("trigger_details", "job_task", "job_task_run_id"));

    private final OriginCache<String[]> updates = new OriginCache<>(SHARED.size(), Function.identity());

    @Override
    public SystemTable table() {
        return SystemTable.LAKEFLOW_PIPELINE_UPDATE_TIMELINE;
    }

    @Override
    public List<Leaf> leaves() {
        List<Leaf> leaves = new ArrayList<>(List.of(TimelineRows.START, TimelineRows.END));
        leaves.addAll(SHARED);
        return leaves;
    }

    @Override
    public List<String> select(Columns columns) {
        return List.of(
                columns.sql(TimelineRows.START),
                columns.sql(TimelineRows.END),
                OriginCache.sql(SHARED.stream().map(columns::sql).toList()));
    }

    @Override
    public String where(Columns columns, CollectionRequest request) {
        return TimelineRows.where(columns, request);
    }

    @Override
    public void read(Rows row, CollectionRequest request, FactSink facts) {
        TimeSpan span = TimelineRows.span(row, 0, request);
        if (span == null) {
            return;
        }
        String[] parts = updates.get(row, 2);
        if (parts[2] == null || parts[3] == null) {
            return;
        }
        facts.pipelineUpdate(new PipelineUpdateSlice(
                Texts.orEmpty(parts[0]),
                Texts.orEmpty(parts[1]),
                parts[2],
                parts[3],
                span,
                parts[4],
                parts[5],
                parts[6]));
    }
}
