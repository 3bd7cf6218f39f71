package dev.costinsights.host.recording;

import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.model.RecordedExecution;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.RowSink;
import dev.costinsights.core.tracking.EventJson;
import dev.costinsights.host.duckdb.DuckDb;
import dev.costinsights.host.store.RecordedTable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.function.Consumer;

/** Recorded executions as rows of the store's tables, there and back. */
final class RecordedRows {

    private static final String STATEMENT_COLUMNS =
            "workspace_id, 'STATEMENT', statement_id, session_id, epoch_us(start_time), epoch_us(end_time), context";
    private static final String RUN_COLUMNS =
            "workspace_id, type, run_id, NULL, epoch_us(start_time), epoch_us(start_time), context";

    private RecordedRows() {}

    /** Whether anything on a bill could ever be known by it. */
    static boolean isWorthKeeping(RecordedExecution execution) {
        return !execution.context().isEmpty()
                && (execution.id() != null
                        || (execution.type() == ExecutionType.STATEMENT && execution.sessionId() != null));
    }

    /** Hands over the row of one that is worth keeping: of one with an id neither the session nor the end. */
    static void write(RecordedExecution execution, RowSink rows) {
        int column = 0;
        rows.text(column++, execution.workspaceId());
        if (execution.type() == ExecutionType.STATEMENT) {
            boolean isBatch = execution.id() == null;
            rows.text(column++, execution.id());
            rows.text(column++, isBatch ? execution.sessionId() : null);
            rows.number(column++, execution.span().startMicros());
            if (isBatch) {
                rows.number(column, execution.span().endMicros());
            }
            column++;
        } else {
            rows.text(column++, execution.type().name());
            rows.text(column++, execution.id());
            rows.number(column++, execution.span().startMicros());
        }
        rows.text(column, EventJson.writeContext(execution.context()));
        rows.endRow();
    }

    /**
     * Reads files of a table.
     *
     * @param files none is fine
     * @param beforeMicros executions that began then or later are left out
     * @throws CostInsightsException when one cannot be read
     */
    static void read(
            RecordedTable table, Collection<Path> files, long beforeMicros, Consumer<RecordedExecution> executions) {
        if (files.isEmpty()) {
            return;
        }
        String columns = table == RecordedTable.STATEMENTS ? STATEMENT_COLUMNS : RUN_COLUMNS;
        try (Connection connection = DuckDb.open();
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 1");
            try (ResultSet rows = statement.executeQuery("SELECT " + columns + " FROM " + DuckDb.parquet(files)
                    + " WHERE epoch_us(start_time) < " + beforeMicros)) {
                while (rows.next()) {
                    executions.accept(execution(rows));
                }
            }
        } catch (SQLException | IllegalArgumentException e) {
            throw new CostInsightsException(
                    ErrorCode.UNAVAILABLE,
                    "what the store holds in " + table.qualifiedName() + " cannot be read ("
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                            + "); run cost-insights verify, which says what is broken",
                    e);
        }
    }

    private static RecordedExecution execution(ResultSet row) throws SQLException {
        int column = 1;
        String workspace = row.getString(column++);
        ExecutionType type = ExecutionType.valueOf(row.getString(column++));
        String id = row.getString(column++);
        String session = row.getString(column++);
        long start = row.getLong(column++);
        // Null reads as 0, and of one with an id nobody asks for the end.
        long end = row.getLong(column++);
        return new RecordedExecution(
                workspace,
                type,
                id,
                session,
                new TimeSpan(start, Math.max(start, end)),
                EventJson.readContext(row.getString(column)));
    }
}
