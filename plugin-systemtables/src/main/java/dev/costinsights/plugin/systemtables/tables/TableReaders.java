package dev.costinsights.plugin.systemtables.tables;

import dev.costinsights.core.model.UsageOrigin;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The tables that an export may hold, in the order in which they are read. */
public final class TableReaders {

    private TableReaders() {}

    /**
     * Made one after the other: what one has cached need not be in memory while the next one reads.
     *
     * @param sessions the SQL sessions of which every statement is wanted
     * @param billed is told of what is billed, of the same several times perhaps
     */
    public static List<Supplier<TableReader>> inOrder(Set<String> sessions, Consumer<UsageOrigin> billed) {
        return List.of(
                PriceTable::ofList,
                PriceTable::ofAccount,
                ObjectTable::ofJobs,
                ObjectTable::ofPipelines,
                ObjectTable::ofClusters,
                ObjectTable::ofWarehouses,
                WarehouseEventsTable::new,
                JobRunsTable::new,
                TaskRunsTable::new,
                PipelineUpdatesTable::new,
                AttributedUsageTable::new,
                () -> new UsageTable(billed),
                () -> new HistoryTable(sessions));
    }
}
