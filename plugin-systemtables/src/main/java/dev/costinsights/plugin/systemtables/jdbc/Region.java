package dev.costinsights.plugin.systemtables.jdbc;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.RowSink;
import dev.costinsights.core.spi.SourceColumn;
import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.core.spi.TableSlice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** One workspace's view of the system tables. Any number of threads. */
final class Region implements AutoCloseable {

    private final Workspace workspace;
    private final Wires wires;
    private final ReadSettings settings;
    private final boolean isFirst;
    private final Fingerprints fingerprints;

    /** @param isFirst whether the tables that all regions share are read here */
    Region(Workspace workspace, Wires wires, ReadSettings settings, boolean isFirst) {
        this.workspace = workspace;
        this.wires = wires;
        this.settings = settings;
        this.isFirst = isFirst;
        this.fingerprints = new Fingerprints(wires, settings.sliceTimeout());
    }

    String name() {
        return workspace.region();
    }

    Workspace workspace() {
        return workspace;
    }

    /** Whom we are to it. */
    Login.Ticket ticket() throws InterruptedException {
        try {
            return wires.ticket(Deadline.in(settings.sliceTimeout()));
        } catch (Failure.Thrown e) {
            throw e.failure().exception();
        }
    }

    /** What is known of a table of this region. */
    KnownTable known(SourceTable table) {
        return known().stream()
                .filter(known -> known.qualifiedName().equals(table.qualifiedName()))
                .findFirst()
                .orElseThrow();
    }

    /** The tables that are to be read here. */
    List<KnownTable> known() {
        return KnownTable.ALL.stream()
                .filter(table -> isFirst || table.reach() == KnownTable.Reach.REGIONAL)
                .toList();
    }

    /**
     * The tables with the columns that they have now, or with what stands in the way.
     *
     * @throws CostInsightsException when the workspace cannot be asked at all
     */
    List<SourceTable> tables() throws InterruptedException {
        text("SELECT '1'");
        List<SourceTable> tables = new ArrayList<>();
        for (KnownTable table : known()) {
            tables.add(describe(table));
        }
        return tables;
    }

    /** The tables of a region that cannot be asked. */
    List<SourceTable> unreadable(CostInsightsException problem) {
        return known().stream().map(table -> unreadable(table, problem)).toList();
    }

    private SourceTable describe(KnownTable table) throws InterruptedException {
        List<SourceColumn> columns = new ArrayList<>();
        Deadline deadline = Deadline.in(settings.sliceTimeout());
        try {
            wires.run(
                    deadline,
                    wire -> wire.query("SELECT * FROM " + table.sqlName() + " LIMIT 0", deadline, rows -> {
                        columns.clear();
                        columns.addAll(ColumnTypes.of(rows.getMetaData(), table));
                        return 0;
                    }));
        } catch (Failure.Thrown e) {
            return unreadable(table, problem(table, e.failure()));
        }
        return sliced(table, columns);
    }

    /** A table without the column that its days are cut by is cut by another, or cannot be read piece by piece. */
    private SourceTable sliced(KnownTable table, List<SourceColumn> columns) {
        KnownTable shown = fitting(table, columns);
        if (shown == null) {
            return unreadable(
                    table,
                    new CostInsightsException(
                            ErrorCode.INVALID_INPUT,
                            table.sqlName() + " has no column " + table.dayColumn()
                                    + ", by which it is read day by day; it is left out"));
        }
        return new SourceTable(shown.schema(), shown.name(), region(table), shown.slicing(), columns, null);
    }

    /** The table as it is cut where it has these columns, or null. */
    static KnownTable fitting(KnownTable table, List<SourceColumn> columns) {
        List<String> names = columns.stream().map(SourceColumn::name).toList();
        if (table.dayColumn() == null || names.contains(table.dayColumn())) {
            return table.quarterColumn() == null || names.contains(table.quarterColumn())
                    ? table
                    : table.withoutQuarters();
        }
        return table.withoutDay()
                .filter(other -> other.dayColumn() == null || names.contains(other.dayColumn()))
                .orElse(null);
    }

    private SourceTable unreadable(KnownTable table, CostInsightsException problem) {
        return new SourceTable(table.schema(), table.name(), region(table), table.slicing(), List.of(), problem);
    }

    /** What all regions share belongs to none. */
    private String region(KnownTable table) {
        return table.reach() == KnownTable.Reach.GLOBAL ? "" : workspace.region();
    }

    /** What stands in the way of a table, and what to run against it. */
    CostInsightsException problem(KnownTable table, Failure failure) {
        if (failure.kind() != Failure.Kind.STATEMENT) {
            return failure.exception();
        }
        return switch (failure.code()) {
            case PERMISSION ->
                new CostInsightsException(
                        ErrorCode.PERMISSION,
                        "no right to read " + table.sqlName() + "; let an administrator run: " + Grants.of(table));
            case NOT_FOUND ->
                new CostInsightsException(
                        ErrorCode.NOT_FOUND,
                        "there is no table " + table.sqlName()
                                + " here; it is not enabled, not offered in this cloud, or "
                                + "hidden: an administrator can enable schema " + table.schema() + " and run: "
                                + Grants.of(table));
            default -> new CostInsightsException(failure.code(), table.sqlName() + ": " + failure.message());
        };
    }

    /** Reads a slice. Tries again as long as no row was handed over; after that it is up to the host. */
    void read(KnownTable table, TableSlice slice, RowSink sink) throws InterruptedException {
        List<SourceColumn> columns = slice.table().columns();
        Projection projection = projection(table, columns);
        KnownTable shown = fitting(table, columns);
        if (columns.isEmpty() || shown == null) {
            throw new CostInsightsException(
                    ErrorCode.NOT_FOUND, table.sqlName() + " cannot be read; see why with cost-insights doctor");
        }
        String from = " FROM " + table.sqlName() + shown.where(slice);
        Deadline deadline = Deadline.in(settings.sliceTimeout());
        try {
            if (!fingerprints.isRefused(table)) {
                String sql = "SELECT " + projection.sqlWithHash() + from;
                try {
                    wires.run(deadline, new Reading(sql, true, deadline, projection, sink));
                    return;
                } catch (Failure.Thrown e) {
                    fingerprints.refuse(table, e, projection.hasBegun());
                }
            }
            String sql = "SELECT " + projection.sql() + from;
            wires.run(deadline, new Reading(sql, false, deadline, projection, sink));
        } catch (Failure.Thrown e) {
            throw problem(table, e.failure());
        }
    }

    private Projection projection(KnownTable table, List<SourceColumn> columns) {
        return new Projection(table, columns, settings.statementText());
    }

    /** What slices of this region are known by; those of tables that cannot be asked for it are left out. */
    Map<TableSlice, String> fingerprints(List<TableSlice> slices) throws InterruptedException {
        Map<Cut, List<TableSlice>> byCut = new LinkedHashMap<>();
        slices.forEach(slice ->
                byCut.computeIfAbsent(Cut.of(slice), cut -> new ArrayList<>()).add(slice));
        List<FingerprintQuestion> questions = new ArrayList<>();
        byCut.forEach((cut, some) -> {
            SourceTable table = cut.table();
            KnownTable shown = fitting(known(table), table.columns());
            if (shown != null && !table.columns().isEmpty()) {
                questions.add(new FingerprintQuestion(shown, projection(shown, table.columns()), some));
            }
        });
        return fingerprints.ask(questions);
    }

    /** Slices of one length. */
    private record Cut(SourceTable table, boolean isQuarter) {
        static Cut of(TableSlice slice) {
            return new Cut(slice.table(), slice.quarter() != TableSlice.WHOLE_DAY);
        }
    }

    /** The first value of a query's only row, if it has one. */
    Optional<String> text(String sql) throws InterruptedException {
        try {
            return first(sql);
        } catch (Failure.Thrown e) {
            throw e.failure().exception();
        }
    }

    private Optional<String> first(String sql) throws Failure.Thrown, InterruptedException {
        Deadline deadline = Deadline.in(settings.sliceTimeout());
        AtomicReference<String> first = new AtomicReference<>();
        wires.run(
                deadline,
                wire -> wire.query(sql, deadline, rows -> {
                    long count = 0;
                    while (rows.next()) {
                        first.set(rows.getString(1));
                        count++;
                    }
                    return count;
                }));
        return Optional.ofNullable(first.get());
    }

    @Override
    public void close() {
        wires.close();
    }
}
