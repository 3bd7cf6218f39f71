package dev.costinsights.plugin.systemtables.tables;

import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.TaskRunSlice;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.FactSink;
import dev.costinsights.plugin.systemtables.duckdb.Rows;
import dev.costinsights.plugin.systemtables.files.Columns;
import dev.costinsights.plugin.systemtables.values.JsonText;
import dev.costinsights.plugin.systemtables.values.Leaf;
import dev.costinsights.plugin.systemtables.values.Texts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** {@code system.lakeflow.job_task_run_timeline}. Its {@code run_id} is the task run's. */
final class TaskRunsTable implements TableReader {

    private static final Leaf RUN = Leaf.text("run_id").required();
    private static final Leaf COMPUTE = Leaf.json("compute");
    private static final Leaf COMPUTE_IDS = Leaf.json("compute_ids");
    private static final Leaf JOB_RUN = Leaf.text("job_run_id");
    private static final Leaf PARENT = Leaf.text("parent_run_id");
    private static final Leaf SETUP = Leaf.count("setup_duration_seconds");
    private static final long LONGEST_SETUP = DAY / TimeSpan.SECOND;

    /** Types of compute without an id; no documentation says how the table spells it. */
    private static final Set<String> SERVERLESS = Set.of("SERVERLESS", "SERVERLESS_COMPUTE");

    /** In the order in which {@link Shared} takes them. */
    private static final List<Leaf> SHARED = List.of(
            Leaf.text("account_id"),
            Leaf.text("workspace_id"),
            Leaf.text("job_id"),
            Leaf.text("task_key"),
            Leaf.text("result_state"),
            COMPUTE,
            COMPUTE_IDS);

    private final OriginCache<Shared> cache = new OriginCache<>(SHARED.size(), Shared::of);

    /** What the slices of a task run share, and often those of other runs of the task. */
    private record Shared(String[] parts, Set<String> computeIds) {
        static Shared of(String[] parts) {
            Set<String> ids = JsonText.fields(parts[5], "cluster_id", COMPUTE);
            ids.addAll(JsonText.fields(parts[5], "warehouse_id", COMPUTE));
            if (!Collections.disjoint(JsonText.fields(parts[5], "type", COMPUTE), SERVERLESS)) {
                ids.add(TaskRunSlice.SERVERLESS);
            }
            // Older rows have the ids alone.
            // The slices keep a copy of their own of any other kind of set.
            return new Shared(parts, Set.copyOf(ids.isEmpty() ? JsonText.list(parts[6], COMPUTE_IDS) : ids));
        }
    }

    @Override
    public SystemTable table() {
        return SystemTable.LAKEFLOW_JOB_TASK_RUN_TIMELINE;
    }

    @Override
    public List<Leaf> leaves() {
        List<Leaf> leaves = new ArrayList<>(List.of(TimelineRows.START, TimelineRows.END, RUN, JOB_RUN, PARENT, SETUP));
        leaves.addAll(SHARED);
        return leaves;
    }

    @Override
    public List<String> select(Columns columns) {
        return List.of(
                columns.sql(TimelineRows.START),
                columns.sql(TimelineRows.END),
                RunId.sql(columns.sql(RUN)),
                RunId.sql(columns.sql(JOB_RUN)),
                RunId.sql(columns.sql(PARENT)),
                columns.sql(SETUP),
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
        Shared shared = cache.get(row, 9);
        String[] parts = shared.parts;
        facts.taskRun(new TaskRunSlice(
                Texts.orEmpty(parts[0]),
                Texts.orEmpty(parts[1]),
                parts[2],
                run,
                RunId.get(row, 4),
                RunId.get(row, 6),
                parts[3],
                span,
                parts[4],
                Math.max(0, Math.min(LONGEST_SETUP, row.number(8, 0))) * TimeSpan.SECOND,
                shared.computeIds));
    }
}
