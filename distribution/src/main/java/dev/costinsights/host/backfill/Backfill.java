package dev.costinsights.host.backfill;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.core.spi.TableSlice;
import dev.costinsights.core.spi.TableSource;
import dev.costinsights.host.run.Progress;
import dev.costinsights.host.store.FactStore;
import dev.costinsights.host.store.FactTable;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings the store up to what the sources hold now. Killed at any moment and started again, it ends with the same store:
 * each slice comes in whole or not at all.
 */
public final class Backfill {

    private static final String BILL = "billing.usage";

    private final FactStore store;
    private final List<TableSource> sources;
    private final Clock clock;
    private final Progress progress;

    public Backfill(FactStore store, List<TableSource> sources, Clock clock, Progress progress) {
        this.store = store;
        this.sources = List.copyOf(sources);
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Reads whatever may have changed.
     *
     * @throws CostInsightsException when nothing can be read at all, when the bill itself cannot, or when the store cannot
     *     be written; what the store held before is still there
     */
    public BackfillResult run(BackfillOptions options) throws InterruptedException {
        progress.phase("tables looked for");
        List<Found> found = new ArrayList<>();
        for (TableSource source : sources) {
            source.tables().forEach(table -> found.add(new Found(source, table)));
        }
        requireBill(found);
        FactStore.StoreRun run = store.beginRun(options.start(), options.end());
        store.tables(found.stream().map(Found::table).toList());
        BackfillProgress told = new BackfillProgress(progress);
        SliceReaders readers = new SliceReaders(store, options.parallel(), told);
        String outcome = "interrupted";
        try {
            read(found, options, readers, told);
            BackfillResult result = readers.result();
            outcome = result.gaps().isEmpty() ? "complete" : result.gaps().size() + " gaps";
            return result;
        } catch (CostInsightsException e) {
            outcome = e.getMessage();
            throw e;
        } finally {
            readers.close();
            end(run, outcome, readers.result());
        }
    }

    /** A run that cannot even say how it ended has lost its store, which its own error says. */
    private void end(FactStore.StoreRun run, String outcome, BackfillResult result) {
        try {
            store.endRun(run, outcome, result.slices(), result.changed(), result.rows());
        } catch (CostInsightsException e) {
            progress.phase("rows read; the end of the run could not be noted");
        }
    }

    /** The bill first: without it the rest is worth little. */
    private void read(List<Found> found, BackfillOptions options, SliceReaders readers, BackfillProgress told)
            throws InterruptedException {
        List<SliceReaders.Task> bills = new ArrayList<>();
        List<SliceReaders.Task> others = new ArrayList<>();
        LocalDate horizon = horizon(found);
        SlicePlan plan = new SlicePlan(options, horizon, store.partitions());
        for (Found one : found) {
            if (one.table().problem() != null) {
                FactTable table = FactTable.of(one.table());
                readers.leftOut(table, table.label(), one.table().problem());
                continue;
            }
            List<SliceReaders.Task> tasks = one.isBill() ? bills : others;
            for (TableSlice slice : plan.of(one.table())) {
                tasks.add(new SliceReaders.Task(one.source(), slice));
            }
        }
        told.planned(bills.size() + others.size());
        readers.read(bills, horizon);
        readers.read(others, horizon);
    }

    /** The newest day on which bills had arrived, or today where nobody can tell. */
    private LocalDate horizon(List<Found> found) throws InterruptedException {
        LocalDate newest = null;
        for (Found one : found) {
            if (one.isBill() && one.table().problem() == null) {
                LocalDate day = one.source().newestDay(one.table()).orElseGet(this::today);
                newest = newest == null || day.isAfter(newest) ? day : newest;
            }
        }
        return newest == null ? today() : newest;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static void requireBill(List<Found> found) {
        List<Found> bills = found.stream().filter(Found::isBill).toList();
        for (Found bill : bills) {
            if (bill.table().problem() == null) {
                return;
            }
        }
        if (bills.isEmpty()) {
            throw new CostInsightsException(
                    ErrorCode.NOT_FOUND,
                    "no source offers system.billing.usage; without a bill there is nothing to do");
        }
        throw bills.get(0).table().problem();
    }

    /** A table, and who has it. */
    private record Found(TableSource source, SourceTable table) {
        boolean isBill() {
            return table.qualifiedName().equals(BILL);
        }
    }
}
