package dev.costinsights.host.store;

import dev.costinsights.core.spi.SourceTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How much of the bill a store holds.
 *
 * @param from first day of usage that is complete; null when there is no bill
 * @param to the day after the last one that was asked for
 * @param horizon the newest day on which bills had arrived; null when none has
 * @param problems tables that could not be read when they were last asked for
 */
public record Coverage(LocalDate from, LocalDate to, LocalDate horizon, List<SourceTable> problems) {

    private static final String BILL = "billing.usage";

    public Coverage {
        problems = List.copyOf(problems);
    }

    public static Coverage of(FactStore store) {
        LocalDate from = null;
        LocalDate horizon = null;
        for (Partition partition : store.partitions()) {
            boolean isBill =
                    (partition.table().schema() + "." + partition.table().name()).equals(BILL);
            if (isBill && partition.day() != null) {
                from = from == null || partition.day().isBefore(from) ? partition.day() : from;
                if (partition.rows() > 0) {
                    horizon = horizon == null || partition.day().isAfter(horizon) ? partition.day() : horizon;
                }
            }
        }
        Optional<LocalDate> to =
                store.runs(Integer.MAX_VALUE).stream().map(RunRows.Run::end).max(LocalDate::compareTo);
        List<SourceTable> problems =
                store.tables().stream().filter(table -> table.problem() != null).toList();
        return new Coverage(from, to.orElse(null), horizon, problems);
    }

    public boolean isEmpty() {
        return horizon == null;
    }

    /**
     * What is missing from a window, one sentence each.
     *
     * @param last the last day, included
     */
    public List<String> missing(LocalDate first, LocalDate last) {
        List<String> missing = new ArrayList<>();
        if (first.isBefore(from)) {
            missing.add("usage before " + from + " was not read");
        }
        if (to != null && last.isAfter(to.minusDays(1))) {
            missing.add("usage after " + to.minusDays(1) + " was not read");
        }
        return missing;
    }
}
