package dev.costinsights.host.backfill;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.core.spi.TableSlice;
import dev.costinsights.core.spi.TableSource;
import dev.costinsights.host.store.FactStore;
import dev.costinsights.host.store.FactTable;
import dev.costinsights.host.store.SliceWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Reads slices, several at once, each into the store whole or not at all. Used by one thread. */
final class SliceReaders implements AutoCloseable {

    /** A slice that breaks off after its first row is read again from the start so often. */
    private static final int ATTEMPTS = 3;

    private final FactStore store;
    private final BackfillProgress progress;
    private final ExecutorService threads;
    private final AtomicLong slices = new AtomicLong();
    private final AtomicLong changed = new AtomicLong();
    private final LongAdder rows = new LongAdder();
    private final List<BackfillResult.Gap> gaps = new ArrayList<>();
    private final List<BackfillResult.Gap> notes = new ArrayList<>();
    private final Set<FactTable> unreadable = ConcurrentHashMap.newKeySet();

    SliceReaders(FactStore store, int parallel, BackfillProgress progress) {
        this.store = store;
        this.progress = progress;
        this.threads = Executors.newFixedThreadPool(parallel, work -> {
            Thread thread = new Thread(work, "backfill");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** A slice, and who has it. */
    record Task(TableSource source, TableSlice slice) {}

    /**
     * Reads slices and returns when all are done.
     *
     * @param horizon the newest day on which bills had arrived, or null when that is not known yet
     * @throws CostInsightsException when the store cannot be written, or when a source has a bug
     */
    void read(List<Task> tasks, LocalDate horizon) throws InterruptedException {
        List<Future<?>> started = new ArrayList<>();
        for (Task task : tasks) {
            started.add(threads.submit(() -> {
                read(task, horizon);
                return null;
            }));
        }
        try {
            for (Future<?> future : started) {
                future.get();
            }
        } catch (ExecutionException e) {
            started.forEach(future -> future.cancel(true));
            throw fatal(e.getCause());
        } catch (InterruptedException e) {
            started.forEach(future -> future.cancel(true));
            throw e;
        }
    }

    /** Notes what could not be read. */
    synchronized void leftOut(FactTable table, String what, CostInsightsException reason) {
        boolean isMissed = Need.of(table).isMissed(reason.code());
        (isMissed ? gaps : notes).add(new BackfillResult.Gap(what, reason.getMessage()));
    }

    synchronized BackfillResult result() {
        return new BackfillResult(slices.get(), changed.get(), rows.sum(), gaps, notes);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void read(Task task, LocalDate horizon) throws InterruptedException {
        SourceTable table = task.slice().table();
        FactTable known = FactTable.of(table);
        if (unreadable.contains(known)) {
            return;
        }
        for (int attempt = 1; ; attempt++) {
            try (SliceWriter writer = store.write(table)) {
                CountedRows sink = new CountedRows(writer, rows);
                Optional<CostInsightsException> failure = read(task, sink);
                if (failure.isEmpty()) {
                    changed.addAndGet(store.commit(table, task.slice().day(), horizon, writer) ? 1 : 0);
                    progress.done(table.qualifiedName(), rows.sum());
                    slices.incrementAndGet();
                    return;
                }
                if (!mayPass(failure.get()) || attempt == ATTEMPTS) {
                    leftOut(task.slice(), failure.get());
                    return;
                }
            }
        }
    }

    /** What keeps the source from handing the slice over, if anything does. An error of the store is none of the source's. */
    private static Optional<CostInsightsException> read(Task task, CountedRows sink) throws InterruptedException {
        try {
            task.source().read(task.slice(), sink);
            return Optional.empty();
        } catch (CostInsightsException e) {
            if (sink.failure().isPresent()) {
                throw sink.failure().get();
            }
            return Optional.of(e);
        }
    }

    /** Without a right to the table its other days need not be tried; a day that breaks off says nothing of others. */
    private void leftOut(TableSlice slice, CostInsightsException e) {
        if (e.code() == ErrorCode.INTERNAL) {
            throw e;
        }
        FactTable table = FactTable.of(slice.table());
        boolean isWhole = e.code() == ErrorCode.PERMISSION || e.code() == ErrorCode.NOT_FOUND;
        if (isWhole && !unreadable.add(table)) {
            return;
        }
        if (isWhole) {
            store.problem(table, e.getMessage());
        }
        leftOut(table, table.label() + (isWhole || slice.day() == null ? "" : " of " + slice.day()), e);
    }

    private static boolean mayPass(CostInsightsException e) {
        return e.code() == ErrorCode.UNAVAILABLE || e.code() == ErrorCode.THROTTLED;
    }

    private static RuntimeException fatal(Throwable cause) throws InterruptedException {
        if (cause instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (cause instanceof RuntimeException exception) {
            return exception;
        }
        throw (Error) cause;
    }
}
