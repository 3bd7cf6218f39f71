package dev.costinsights.host.backfill;

import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.core.spi.TableSlice;
import dev.costinsights.host.store.FactTable;
import dev.costinsights.host.store.Partition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which slices are read. What was read when its day was long past stays as it is; everything else is read again, and
 * changes nothing where the same rows come.
 *
 * <p>"Long past" is judged by the source's own time, the newest day on which bills had arrived, never by our clock.
 */
final class SlicePlan {

    /** A warehouse tells its state once and may then run for weeks. */
    private static final int STATE_LOOK_BACK = 60;

    private static final String STATES = "compute.warehouse_events";

    private final BackfillOptions options;
    private final LocalDate horizon;
    private final Map<String, Partition> known = new HashMap<>();

    /** @param horizon the newest day on which bills had arrived: nothing is younger */
    SlicePlan(BackfillOptions options, LocalDate horizon, List<Partition> partitions) {
        this.options = options;
        this.horizon = horizon;
        partitions.forEach(partition -> known.put(key(partition.table(), partition.day()), partition));
    }

    /** The slices of a table, in order of their days. */
    List<TableSlice> of(SourceTable table) {
        List<TableSlice> slices = new ArrayList<>();
        switch (table.slicing()) {
            case WHOLE -> slices.add(new TableSlice(table, null));
            case INGESTION_DAY -> add(slices, table, options.start(), horizon, options.overlap());
            case EVENT_DAY -> {
                int before = table.qualifiedName().equals(STATES) ? STATE_LOOK_BACK : options.lookBack();
                LocalDate last = options.end().plusDays(options.lookBack());
                add(slices, table, options.start().minusDays(before), last, options.lookBack());
            }
        }
        return slices;
    }

    private void add(List<TableSlice> slices, SourceTable table, LocalDate first, LocalDate last, int settling) {
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            Partition partition = known.get(key(FactTable.of(table), day));
            boolean isSettled = partition != null
                    && partition.horizon() != null
                    && day.plusDays(settling).isBefore(partition.horizon());
            if (!isSettled) {
                slices.add(new TableSlice(table, day));
            }
        }
    }

    private static String key(FactTable table, LocalDate day) {
        return table.label() + " " + day;
    }
}
