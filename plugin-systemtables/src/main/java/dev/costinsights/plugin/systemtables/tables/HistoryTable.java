package dev.costinsights.plugin.systemtables.tables;

import dev.costinsights.core.model.QuerySource;
import dev.costinsights.core.model.Statement;
import dev.costinsights.core.model.StatementOrigin;
import dev.costinsights.core.model.SystemTable;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CollectionRequest;
import dev.costinsights.core.spi.FactSink;
import dev.costinsights.plugin.systemtables.duckdb.Rows;
import dev.costinsights.plugin.systemtables.duckdb.Sql;
import dev.costinsights.plugin.systemtables.files.Columns;
import dev.costinsights.plugin.systemtables.values.JsonText;
import dev.costinsights.plugin.systemtables.values.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code system.query.history}: the table with the most rows, so everything that many statements share crosses into Java
 * once, as a {@link StatementOrigin}.
 *
 * <p>The table has statements that are over; another export may have one that still ran. It was active until its
 * {@code update_time} at least, and nobody knows more.
 */
final class HistoryTable implements TableReader {

    /** Usage records of up to 49 hours exist; a statement in any of their hours matters. */
    static final long MARGIN = 2 * DAY;

    private static final Leaf ID = Leaf.text("statement_id").required();
    private static final Leaf START = Leaf.time("start_time").required();
    private static final Leaf END = Leaf.time("end_time").required();
    private static final Leaf UPDATE = Leaf.time("update_time");
    private static final Leaf AT_CAPACITY = Leaf.count("waiting_at_capacity_duration_ms");
    private static final Leaf FOR_COMPUTE = Leaf.count("waiting_for_compute_duration_ms");
    private static final Leaf COMPILATION = Leaf.count("compilation_duration_ms");
    private static final Leaf EXECUTION = Leaf.count("execution_duration_ms");
    private static final Leaf TASK = Leaf.count("total_task_duration_ms");
    private static final Leaf FETCH = Leaf.count("result_fetch_duration_ms");
    private static final Leaf CACHED = Leaf.flag("from_result_cache");
    private static final Leaf TEXT = Leaf.text("statement_text");
    private static final Leaf TAGS = Leaf.json("query_tags");

    private static final Leaf WAREHOUSE = Leaf.text("compute", "warehouse_id");
    private static final Leaf CLUSTER = Leaf.text("compute", "cluster_id");

    private static final Leaf SESSION = Leaf.text("session_id");

    /** In the order in which {@link #origin} takes them; session, tags and comment follow. */
    private static final List<Leaf> SHARED = List.of(
            Leaf.text("account_id"),
            Leaf.text("workspace_id"),
            WAREHOUSE,
            CLUSTER,
            Leaf.text("executed_by"),
            Leaf.text("client_application"),
            Leaf.text("query_source", "job_info", "job_id"),
            Leaf.text("query_source", "job_info", "job_run_id"),
            Leaf.text("query_source", "job_info", "job_task_run_id"),
            Leaf.text("query_source", "pipeline_info", "pipeline_id"),
            Leaf.text("query_source", "pipeline_info", "update_id"),
            Leaf.text("query_source", "notebook_id"),
            Leaf.text("query_source", "dashboard_id"),
            Leaf.text("query_source", "legacy_dashboard_id"),
            Leaf.text("query_source", "alert_id"),
            Leaf.text("query_source", "sql_query_id"),
            Leaf.text("query_source", "genie_space_id"));

    /** A time that is not there. */
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final Recent<Map<String, String>> tags = new Recent<>(json -> JsonText.map(json, TAGS));
    private final OriginCache<StatementOrigin> origins = new OriginCache<>(SHARED.size() + 3, this::origin);

    private final LeftOut leftOut = new LeftOut();
    private final Set<String> sessions;

    /** @param sessions that matter; of others every statement would be an origin of its own for nothing */
    HistoryTable(Set<String> sessions) {
        this.sessions = sessions;
    }

    @Override
    public SystemTable table() {
        return SystemTable.QUERY_HISTORY;
    }

    @Override
    public List<Leaf> leaves() {
        List<Leaf> leaves = new ArrayList<>(List.of(
                ID,
                START,
                END,
                UPDATE,
                AT_CAPACITY,
                FOR_COMPUTE,
                COMPILATION,
                EXECUTION,
                TASK,
                FETCH,
                CACHED,
                TEXT,
                SESSION,
                TAGS));
        leaves.addAll(SHARED);
        return leaves;
    }

    @Override
    public List<String> select(Columns columns) {
        List<String> select = new ArrayList<>();
        select.add(columns.sql(ID));
        for (Leaf time : List.of(START, END, UPDATE)) {
            select.add(columns.sql(time));
        }
        for (Leaf duration : List.of(AT_CAPACITY, FOR_COMPUTE, COMPILATION, EXECUTION, TASK, FETCH)) {
            select.add(columns.sql(duration));
        }
        select.add(columns.sql(CACHED));
        List<String> shared = new ArrayList<>(SHARED.stream().map(columns::sql).toList());
        shared.add(session(columns));
        shared.add(columns.sql(TAGS));
        shared.add(columns.has(TEXT) ? StatementComment.sql(columns.sql(TEXT)) : columns.sql(TEXT));
        select.add(OriginCache.sql(shared));
        return select;
    }

    private String session(Columns columns) {
        String known =
                String.join(", ", sessions.stream().sorted().map(Sql::literal).toList());
        return known.isEmpty()
                ? "NULL::VARCHAR"
                : "CASE WHEN " + columns.sql(SESSION) + " IN (" + known + ") THEN " + columns.sql(SESSION) + " END";
    }

    @Override
    public String where(Columns columns, CollectionRequest request) {
        return columns.compare(START, "<", TableReader.evidenceEnd(request, MARGIN)) + " AND "
                + columns.compare(END, ">=", request.window().startMicros() - MARGIN)
                // What ran on serverless compute explains no cost, see FactSink.
                + " AND (" + columns.sql(WAREHOUSE) + " <> '' OR " + columns.sql(CLUSTER) + " <> '')";
    }

    @Override
    public void read(Rows row, CollectionRequest request, FactSink facts) {
        long start = row.number(1, UNKNOWN);
        // Still running when it was last looked at.
        long end = row.isNull(2) ? row.number(3, UNKNOWN) : row.number(2);
        if (start >= TableReader.evidenceEnd(request, MARGIN)
                || (end != UNKNOWN && end < request.window().startMicros() - MARGIN)) {
            return;
        }
        if (row.isNull(0) || start == UNKNOWN || end == UNKNOWN) {
            leftOut.add(
                    row.isNull(0)
                            ? "no statement_id"
                            : start == UNKNOWN ? "no start_time" : "neither end_time nor update_time");
            return;
        }
        long forCompute = row.duration(5);
        facts.statement(new Statement(
                row.text(0),
                origins.get(row, 11),
                new TimeSpan(start, end),
                Math.max(0, row.number(3, 0)),
                row.duration(4) + forCompute,
                forCompute,
                row.duration(6),
                row.duration(7),
                row.duration(8),
                row.duration(9),
                row.flag(10, false)));
    }

    @Override
    public Optional<String> remark() {
        return leftOut.sentence(table().qualifiedName());
    }

    private StatementOrigin origin(String[] parts) {
        QuerySource source = new QuerySource(
                parts[6],
                parts[7],
                parts[8],
                parts[9],
                parts[10],
                parts[11],
                parts[12] != null ? parts[12] : parts[13],
                parts[14],
                parts[15],
                parts[16]);
        return StatementOrigin.builder()
                .accountId(parts[0])
                .workspaceId(parts[1])
                .warehouseId(parts[2])
                .clusterId(parts[3])
                .executedBy(parts[4])
                .clientApplication(parts[5])
                .source(source.equals(QuerySource.NONE) ? QuerySource.NONE : source)
                .sessionId(parts[17])
                .queryTags(parts[18] == null ? Map.of() : tags.get(parts[18]))
                .comment(parts[19])
                .build();
    }
}
