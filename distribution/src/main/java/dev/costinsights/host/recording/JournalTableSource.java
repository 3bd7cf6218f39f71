package dev.costinsights.host.recording;

import dev.costinsights.core.JournalSource;
import dev.costinsights.core.model.RecordedExecution;
import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.RowSink;
import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.core.spi.TableSlice;
import dev.costinsights.core.spi.TableSource;
import dev.costinsights.core.tracking.ExecutionEvent;
import dev.costinsights.core.tracking.JdbcJournal;
import dev.costinsights.core.tracking.JournalPart;
import dev.costinsights.host.store.Partition;
import dev.costinsights.host.store.RecordedTable;
import dev.costinsights.host.store.SliceKey;
import dev.costinsights.host.store.Store;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a journal recorded, as tables that a store keeps. A slice holds what the journal says of it and what the store held
 * before: what was recorded once stays true, and journals forget. Where nothing was recorded there are no tables.
 */
public final class JournalTableSource implements TableSource {

    /**
     * So much of the day before belongs to a day of statements: a client's call begins before the statement does, and
     * clocks differ. So whoever looks for the statements of a day need not look at two.
     */
    private static final long BEFORE = Duration.ofHours(1).toSeconds() * TimeSpan.SECOND;

    private final JdbcJournal journal;
    private final Store store;
    private final Map<SliceKey, Partition> kept;

    /** @param store that the tables are for; of what it holds now nothing is lost */
    public JournalTableSource(JdbcJournal journal, Store store) {
        this.journal = journal;
        this.store = store;
        Set<SliceKey> damaged = store.damaged();
        this.kept = store.partitions().stream()
                .filter(partition -> RecordedTable.isOne(partition.slice().table()))
                .filter(partition -> !damaged.contains(partition.slice()))
                .collect(Collectors.toMap(Partition::slice, Function.identity()));
    }

    @Override
    public String name() {
        return "recorded executions";
    }

    /** A journal that cannot be read is a problem of its tables, and of no others. */
    @Override
    public List<SourceTable> tables() {
        try {
            return journal.isEmpty()
                    ? List.of()
                    : RecordedTable.ALL.stream().map(RecordedTable::table).toList();
        } catch (SQLException e) {
            return RecordedTable.ALL.stream()
                    .map(RecordedTable::table)
                    .map(table -> new SourceTable(
                            table.schema(), table.name(), table.region(), table.slicing(), List.of(), unreadable(e)))
                    .toList();
        }
    }

    @Override
    public void read(TableSlice slice, RowSink rows) {
        RecordedTable table = table(slice);
        keep(kept.get(SliceKey.of(slice)), table, rows);
        try {
            rows.fingerprint(journal.read(part(slice), event -> write(event, rows)));
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public Map<TableSlice, String> fingerprints(List<TableSlice> slices) {
        List<String> sums;
        try {
            sums = journal.sums(slices.stream().map(JournalTableSource::part).toList());
        } catch (SQLException e) {
            throw unreadable(e);
        }
        Map<TableSlice, String> fingerprints = new HashMap<>();
        for (int i = 0; i < sums.size(); i++) {
            fingerprints.put(slices.get(i), sums.get(i));
        }
        return fingerprints;
    }

    /** Hands over what the store has of a slice. */
    private void keep(Partition before, RecordedTable table, RowSink rows) {
        if (before != null && before.rows() > 0) {
            RecordedRows.read(
                    table,
                    List.of(store.folder().facts().resolve(before.file())),
                    TimeSpan.FOREVER,
                    execution -> RecordedRows.write(execution, rows));
        }
    }

    private static void write(ExecutionEvent event, RowSink rows) {
        RecordedExecution execution = JournalSource.execution(event);
        if (RecordedRows.isWorthKeeping(execution)) {
            RecordedRows.write(execution, rows);
        }
    }

    private static JournalPart part(TableSlice slice) {
        RecordedTable table = table(slice);
        boolean isStart = slice.quarter() == TableSlice.WHOLE_DAY || slice.quarter() == 0;
        long start = TimeSpan.micros(slice.start());
        long from = slice.andBefore()
                ? Long.MIN_VALUE
                : table == RecordedTable.STATEMENTS && isStart ? start - BEFORE : start;
        return new JournalPart(table.types(), from, TimeSpan.micros(slice.end()));
    }

    private static RecordedTable table(TableSlice slice) {
        return slice.table().equals(RecordedTable.RUNS.table()) ? RecordedTable.RUNS : RecordedTable.STATEMENTS;
    }

    private static CostInsightsException unreadable(SQLException e) {
        return new CostInsightsException(
                ErrorCode.UNAVAILABLE, "the journal of executions cannot be read: " + e.getMessage(), e);
    }
}
