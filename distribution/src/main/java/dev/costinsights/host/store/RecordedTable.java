package dev.costinsights.host.store;

import dev.costinsights.core.model.ExecutionType;
import dev.costinsights.core.spi.SourceColumn;
import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.core.spi.SourceTable.Slicing;
import java.util.List;
import java.util.Set;

/**
 * The tables of what was recorded of executions at their launch: who ran what, by the id on the bill, and nothing else that a
 * recording says. How an execution ended is not among it, so it changes nothing here.
 *
 * <p>Runs are few, and their ids are on bills long after they began, so they are kept as objects are. Statements are many, and
 * billed when they run, so they are kept as what took place.
 */
public final class RecordedTable {

    /** The schema of all of them; no system table has it. */
    public static final String SCHEMA = "recorded";

    /** A row names a statement, or, of a batch, the session and the time in which its statements ran. */
    public static final RecordedTable STATEMENTS = new RecordedTable(
            "statements",
            Slicing.EVENT_QUARTER,
            Set.of(ExecutionType.STATEMENT),
            text("workspace_id"),
            text("statement_id"),
            text("session_id"),
            time("start_time"),
            time("end_time"),
            text("context"));

    /** Runs of jobs and updates of pipelines. */
    public static final RecordedTable RUNS = new RecordedTable(
            "runs",
            Slicing.CHANGE_DAY,
            Set.of(ExecutionType.JOB_RUN, ExecutionType.PIPELINE_UPDATE),
            text("workspace_id"),
            text("type"),
            text("run_id"),
            time("start_time"),
            text("context"));

    /** All of them. */
    public static final List<RecordedTable> ALL = List.of(STATEMENTS, RUNS);

    private final SourceTable table;
    private final Set<ExecutionType> types;

    private RecordedTable(String name, Slicing slicing, Set<ExecutionType> types, SourceColumn... columns) {
        this.table = new SourceTable(SCHEMA, name, "", slicing, List.of(columns), null);
        this.types = types;
    }

    /** As it is read. */
    public SourceTable table() {
        return table;
    }

    /** {@code recorded.runs}, ... */
    public String qualifiedName() {
        return table.qualifiedName();
    }

    /** What it is about. */
    public Set<ExecutionType> types() {
        return types;
    }

    /** Whether a table is one of these. */
    public static boolean isOne(String qualifiedName) {
        return ALL.stream().anyMatch(table -> table.qualifiedName().equals(qualifiedName));
    }

    private static SourceColumn text(String name) {
        return new SourceColumn(name, SourceColumn.Type.TEXT);
    }

    private static SourceColumn time(String name) {
        return new SourceColumn(name, SourceColumn.Type.TIMESTAMP);
    }
}
