package dev.costinsights.plugin.systemtables.tables;

import dev.costinsights.core.model.JobRunSlice;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.FactSink;
import dev.costinsights.plugin.systemtables.duckdb.Rows;
import dev.costinsights.plugin.systemtables.files.Columns;
import dev.costinsights.plugin.systemtables.values.JsonText;
import dev.costinsights.plugin.systemtables.values.Leaf;
import dev.costinsights.plugin.systemtables.values.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code system.lakeflow.job_run_timeline}. */
final class JobRunsTable implements TableReader {

    private static final Leaf RUN = Leaf.text("run_id").required();
    private static final Leaf PARAMETERS = Leaf.json("job_parameters");
    private static final Leaf SOURCE = Leaf.text("source_task_run_id");
    private static final Leaf ROOT = Leaf.text("root_task_run_id");

    /** In the order in which {@link Shared} takes them. */
    private static final List<Leaf> SHARED = List.of(
            Leaf.text("account_id"),
            Leaf.text("workspace_id"),
            Leaf.text("job_id"),
            Leaf.text("run_type"),
            Leaf.text("run_name"),
            Leaf.text("result_state"),
            PARAMETERS);

    private final OriginCache<Shared> cache = new OriginCache<>(SHARED.size(), Shared::of);

    /** What the slices of a run share, and often those of other runs of the job. */
    private record Shared(String[] parts, Map<String, String> parameters) {
        static Shared of(String[] parts) {
            return new Shared(parts, JsonText.parameters(parts[6], PARAMETERS));
        }
    }

    @Override
    public SystemTable table() {
        return SystemTable.LAKEFLOW_JOB_RUN_TIMELINE;
    }

    @Override
    public List<Leaf> leaves() {
        List<Leaf> leaves = new ArrayList<>(List.of(TimelineRows.START, TimelineRows.END, RUN, SOURCE, ROOT));
        leaves.addAll(SHARED);
        return leaves;
    }

    @Override
    public List<String> select(Columns columns) {
        return List.of(
                columns.sql(TimelineRows.START),
                columns.sql(TimelineRows.END),
                RunId.sql(columns.sql(RUN)),
                RunId.sql(columns.sql(SOURCE)),
                RunId.sql(columns.sql(ROOT)),
                OriginCache.sql(SHARED.stream().map(columns::sql).toList()));
    }

    @Override
    public String where(Columns columns, CollectionRequest request) {
        return TimelineRows.where(columns, request);
    }

    @Override
    public void read(Rows row, CollectionRequest request, FactSink facts) {
        TimeSpan span = TimelineRows.span(row, 0, request);
        String run = RunId.get(row, 2);
        if (span == null || run == null) {
            return;
        }
        Shared shared = cache.get(row, 8);
        String[] parts = shared.parts;
        facts.jobRun(new JobRunSlice(
                Texts.orEmpty(parts[0]),
                Texts.orEmpty(parts[1]),
                parts[2],
                run,
                span,
                parts[3],
                parts[4],
                parts[5],
                shared.parameters,
                RunId.get(row, 4),
                RunId.get(row, 6)));
    }
}
