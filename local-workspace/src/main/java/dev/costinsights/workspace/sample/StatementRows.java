package dev.costinsights.workspace.sample;

import dev.costinsights.workspace.company.Company;
import dev.costinsights.workspace.company.Rng;
import dev.costinsights.workspace.sample.Statement.Kind;
import dev.costinsights.workspace.tables.Json;
import dev.costinsights.workspace.tables.RowWriter;

/** Rows of query.history for the statements of one warehouse. */
final class StatementRows implements WarehouseListener {
    private static final double FAILED = 0.02;
    private static final double CANCELED = 0.007;
    private static final double REDACTED = 0.03;
    /** One statement in so many has a second, later row. */
    private static final int SEEN_TWICE = 4_999;

    private final Warehouse warehouse;
    private final Window window;
    private final long seed;
    private final RowWriter rows;
    private final TrapCounts traps;
    private final Traffic traffic;
    private final Rng rng;
    private final String compute;
    private String cacheOrigin;

    StatementRows(Warehouse warehouse, Window window, long seed, RowWriter rows, SqlTasks sqlTasks, TrapCounts traps) {
        this.warehouse = warehouse;
        this.window = window;
        this.seed = seed;
        this.rows = rows;
        this.traps = traps;
        this.traffic = new Traffic(warehouse, seed, sqlTasks, traps);
        this.rng = Rng.of(seed, "statements", warehouse.index());
        this.compute = Json.object("type", "WAREHOUSE", "warehouse_id", warehouse.id());
    }

    static String statementId(long seed, Warehouse warehouse, long ordinal) {
        return Rng.of(seed, "statement-id", warehouse.index(), ordinal).statementId();
    }

    @Override
    public void statement(Statement statement) {
        Origin origin = traffic.next(statement);
        String id = statementId(seed, warehouse, statement.ordinal);
        double outcome = rng.unit();
        String status = outcome < FAILED ? "FAILED" : outcome < FAILED + CANCELED ? "CANCELED" : "FINISHED";
        boolean isRedacted = rng.chance(REDACTED);
        String session = rng.statementId();
        long readRows = statement.kind == Kind.QUERY ? statement.totalTask * rng.between(50, 900) : 0;
        if (statement.kind != Kind.CACHED || cacheOrigin == null) {
            cacheOrigin = id;
        }
        count(statement, status, isRedacted);
        write(statement, origin, id, session, status, isRedacted, readRows, 400);
        if (statement.ordinal % SEEN_TWICE == 1) {
            traps.count(Trap.STATEMENT_SEEN_TWICE);
            write(statement, origin, id, session, status, isRedacted, readRows, 90_000);
        }
    }

    private void write(
            Statement statement,
            Origin origin,
            String id,
            String session,
            String status,
            boolean isRedacted,
            long readRows,
            long updatedAfter) {
        boolean isCached = statement.kind == Kind.CACHED;
        boolean isWrite = origin.type().equals("MERGE");
        String principal = isRedacted && statement.ordinal % 7 == 0 ? Company.REDACTED_IDENTITY : origin.principal();
        rows.set("account_id", Company.ACCOUNT_ID)
                .set("workspace_id", warehouse.workspace().id())
                .set("statement_id", id)
                .set("executed_by", principal)
                .set("session_id", session)
                .set("execution_status", status)
                .set("compute", compute)
                .set("statement_text", isRedacted ? "<Redacted>" : origin.text())
                .set("statement_type", origin.type())
                .set("error_message", status.equals("FAILED") ? "[TABLE_OR_VIEW_NOT_FOUND] cannot be found" : null)
                .set("client_application", origin.client())
                .set("client_driver", origin.driver())
                .set("total_duration_ms", statement.end() - statement.start)
                .set("waiting_for_compute_duration_ms", statement.waitingForCompute)
                .set("waiting_at_capacity_duration_ms", statement.waitingAtCapacity)
                .set("execution_duration_ms", statement.execution)
                .set("compilation_duration_ms", statement.compilation)
                .set("total_task_duration_ms", statement.totalTask)
                .set("result_fetch_duration_ms", statement.resultFetch)
                .setTime("start_time", statement.start)
                .setTime("end_time", statement.end())
                .setTime("update_time", statement.activeEnd() + updatedAfter)
                .set("read_partitions", readRows == 0 ? 0L : 1 + readRows % 60)
                .set("pruned_files", readRows % 400)
                .set("read_files", readRows == 0 ? 0L : 1 + readRows % 90)
                .set("read_rows", readRows)
                .set("produced_rows", isWrite ? 0 : readRows % 1_000)
                .set("read_bytes", readRows * 37)
                .set("read_io_cache_percent", readRows % 101)
                .set("from_result_cache", isCached)
                .set("spilled_local_bytes", 0L)
                .set("written_bytes", isWrite ? readRows * 11 : 0)
                .set("shuffle_read_bytes", readRows * 3)
                .set("query_source", origin.querySource())
                .set("executed_as", principal)
                .set("written_rows", isWrite ? readRows / 3 : 0)
                .set("written_files", isWrite ? 1 + readRows % 40 : 0)
                .set("cache_origin_statement_id", isCached ? cacheOrigin : id)
                .set("query_tags", origin.queryTags())
                .end();
    }

    private void count(Statement statement, String status, boolean isRedacted) {
        if (statement.kind == Kind.CACHED) {
            traps.count(Trap.CACHED_STATEMENT);
        } else if (statement.kind == Kind.METADATA) {
            traps.count(Trap.METADATA_STATEMENT);
        }
        if (statement.end() - statement.start < Window.SECOND) {
            traps.count(Trap.SUB_SECOND_STATEMENT);
        }
        if (statement.waitingAtCapacity + statement.waitingForCompute > 0) {
            traps.count(Trap.WAITING_STATEMENT);
        }
        if (Window.hour(statement.activeStart()) != Window.hour(statement.activeEnd())) {
            traps.count(Trap.STATEMENT_ACROSS_HOURS);
        }
        if (statement.start < window.start()) {
            traps.count(Trap.STATEMENT_FROM_BEFORE);
        }
        if (statement.activeEnd() > window.end()) {
            traps.count(Trap.STATEMENT_PAST_END);
        }
        if (!status.equals("FINISHED")) {
            traps.count(Trap.UNFINISHED_STATEMENT);
        }
        if (isRedacted) {
            traps.count(Trap.REDACTED_TEXT);
            if (statement.ordinal % 7 == 0) {
                traps.count(Trap.REDACTED_IDENTITY);
            }
        }
    }
}
