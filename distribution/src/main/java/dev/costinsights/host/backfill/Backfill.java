package dev.costinsights.host.backfill;

import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.SourceTable;
import dev.costinsights.core.spi.TableSlice;
import dev.costinsights.core.spi.TableSource;
import dev.costinsights.host.store.BackfillRun;
import dev.costinsights.host.store.SliceKey;
import dev.costinsights.host.store.Store;
import dev.costinsights.host.store.TableState;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * Reads what a window needs from table sources into a store. It may be stopped at any point, killed too: every slice
 * that was read counts, and the next run reads what is missing.
 */
public final class Backfill {

    /** So many slices in a row that the other side did not answer for mean that it does not answer. */
    private static final int FUTILE = 8;

    private static final long RENEWAL_MILLIS = 15_000;
    private static final int MOST_PROBLEM_SENTENCES = 3;

    private final Store store;
    private final BackfillOptions options;
    private final BackfillListener listener;
    private final Queue<Piece> pieces = new ArrayDeque<>();
    private int planned;
    private int done;
    private int futile;
    private long rows;
    private CostInsightsException fatal;
    private CostInsightsException lost;

    private record Piece(TableWork work, TableSlice slice) {}

    public Backfill(Store store, BackfillOptions options, BackfillListener listener) {
        this.store = store;
        this.options = options;
        this.listener = listener;
    }

    /**
     * Reads. What cannot be read of single tables is in the result.
     *
     * @throws CostInsightsException when nothing can be read at all, or the store cannot be written to
     */
    public BackfillResult run(List<TableSource> sources) throws InterruptedException {
        Instant started = store.now();
        List<TableWork> works = TableWorks.of(sources);
        long id = store.lastRun().map(run -> run.id() + 1).orElse(1L);
        store.run(record(id, started, null, "RUNNING", "", works));
        try {
            plan(works, started);
            together(options.again() ? 0 : 1, this::leaveOutUnchanged);
            together(Math.min(options.parallel(), pieces.size()), this::work);
            failIfNothingCanBeRead();
            works.forEach(work -> remember(work, started));
        } catch (CostInsightsException e) {
            tell(record(id, started, store.now(), "FAILED", e.getMessage(), works));
            throw e;
        } catch (InterruptedException e) {
            tell(record(id, started, store.now(), "FAILED", "interrupted", works));
            throw e;
        }
        BackfillResult result = result(works);
        store.run(record(id, started, store.now(), result.isPartial() ? "PARTIAL" : "DONE", problems(works), works));
        return result;
    }

    private void plan(List<TableWork> works, Instant now) {
        SlicePlan plan = new SlicePlan(options, now, store.partitions(), store.damaged());
        for (TableWork work : works) {
            if (work.problem() == null) {
                plan.of(work.table()).forEach(slice -> pieces.add(new Piece(work, slice)));
            }
        }
        planned = pieces.size();
    }

    /** What threads do together. */
    private interface Work {
        void run() throws InterruptedException, StoreFailure;
    }

    private void together(int threads, Work work) throws InterruptedException {
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread worker = new Thread(() -> guarded(work), "backfill-" + i);
            worker.setDaemon(true);
            workers.add(worker);
            worker.start();
        }
        try {
            for (Thread worker : workers) {
                await(worker);
            }
        } catch (InterruptedException e) {
            stop(null);
            workers.forEach(Thread::interrupt);
            throw e;
        }
    }

    private synchronized void failIfNothingCanBeRead() {
        if (fatal != null) {
            throw fatal;
        }
        if (lost != null && done == 0) {
            throw lost;
        }
    }

    /** Keeps the lease alive where slices take long. */
    private void await(Thread worker) throws InterruptedException {
        worker.join(RENEWAL_MILLIS);
        while (worker.isAlive()) {
            try {
                store.renew();
            } catch (CostInsightsException e) {
                stop(e);
            }
            worker.join(RENEWAL_MILLIS);
        }
    }

    private void guarded(Work work) {
        try {
            work.run();
        } catch (StoreFailure e) {
            stop(e.reason());
        } catch (InterruptedException e) {
            stop(null);
        } catch (OutOfMemoryError e) {
            stop(new CostInsightsException(
                    ErrorCode.UNAVAILABLE,
                    "there is not enough memory for the backfill ("
                            + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MiB of heap); raise -Xmx in conf/jvm.options or COST_INSIGHTS_OPTS, or lower"
                            + " backfill.parallel",
                    e));
        } catch (RuntimeException | Error e) {
            stop(new CostInsightsException(ErrorCode.INTERNAL, "a bug in the backfill: " + e, e));
        }
    }

    /** What a source says has not changed need not be read. */
    private void leaveOutUnchanged() throws InterruptedException, StoreFailure {
        Map<TableSource, List<TableSlice>> bySource = new LinkedHashMap<>();
        pieces.forEach(piece -> bySource.computeIfAbsent(piece.work().source(), source -> new ArrayList<>())
                .add(piece.slice()));
        UnchangedSlices unchanged = new UnchangedSlices(store, options.sliceTimeout());
        for (Map.Entry<TableSource, List<TableSlice>> source : bySource.entrySet()) {
            leaveOut(unchanged.among(source.getKey(), source.getValue()));
        }
    }

    private synchronized void leaveOut(Set<SliceKey> unchanged) {
        for (Iterator<Piece> left = pieces.iterator(); left.hasNext(); ) {
            Piece piece = left.next();
            if (unchanged.contains(SliceKey.of(piece.slice()))) {
                left.remove();
                piece.work().unchanged();
                succeeded(piece, 0);
            }
        }
    }

    private void work() throws InterruptedException, StoreFailure {
        for (Piece piece = next(); piece != null; piece = next()) {
            if (piece.work().isClosed()) {
                skip(piece);
                continue;
            }
            try {
                succeeded(piece, new SliceReading(store, piece.work(), piece.slice(), options.sliceTimeout()).run());
            } catch (CostInsightsException e) {
                failed(piece, e);
            }
        }
    }

    private synchronized Piece next() {
        return pieces.poll();
    }

    private synchronized void succeeded(Piece piece, long rowsOfSlice) {
        done++;
        futile = 0;
        rows += rowsOfSlice;
        listener.slice(piece.work().table().qualifiedName(), done, planned, rows);
    }

    private synchronized void skip(Piece piece) {
        piece.work().failed(piece.work().problem());
        planned--;
    }

    private synchronized void failed(Piece piece, CostInsightsException cause) {
        piece.work().failed(cause);
        boolean noAnswer = cause.code() == ErrorCode.UNAVAILABLE || cause.code() == ErrorCode.THROTTLED;
        futile = noAnswer ? futile + 1 : futile;
        if (futile >= FUTILE || cause.code() == ErrorCode.CONFIGURATION) {
            lost = lost == null ? cause : lost;
            for (Piece left = pieces.poll(); left != null; left = pieces.poll()) {
                left.work().failed(cause);
            }
        }
    }

    private synchronized void stop(CostInsightsException cause) {
        fatal = fatal == null ? cause : fatal;
        pieces.clear();
    }

    private void remember(TableWork work, Instant asked) {
        CostInsightsException problem = work.problem();
        SourceTable table = work.table();
        store.tableState(
                problem == null
                        ? TableState.readable(table.qualifiedName(), table.region(), asked)
                        : new TableState(
                                table.qualifiedName(),
                                table.region(),
                                asked,
                                problem.code().name(),
                                problem.getMessage()));
    }

    /** A last word that may not get through: what keeps it from being written down is what ended the run. */
    private void tell(BackfillRun run) {
        try {
            store.run(run);
        } catch (CostInsightsException e) {
            // The run stands there as RUNNING, which status shows as killed.
        }
    }

    private BackfillRun record(
            long id, Instant started, Instant ended, String outcome, String message, List<TableWork> works) {
        BackfillResult result = result(works);
        return new BackfillRun(
                id,
                started,
                ended,
                options.start(),
                options.end().minusDays(1),
                outcome,
                message,
                result.slices(),
                result.changed(),
                result.failed(),
                result.rows());
    }

    private static String problems(List<TableWork> works) {
        List<String> sentences = works.stream()
                .filter(work -> work.problem() != null)
                .map(work ->
                        work.table().qualifiedName() + ": " + work.problem().getMessage())
                .toList();
        return String.join("\n", sentences.subList(0, Math.min(MOST_PROBLEM_SENTENCES, sentences.size())));
    }

    private static BackfillResult result(List<TableWork> works) {
        List<BackfillResult.TableResult> tables =
                works.stream().map(TableWork::result).toList();
        return new BackfillResult(
                tables.stream().mapToLong(BackfillResult.TableResult::slices).sum(),
                tables.stream().mapToLong(BackfillResult.TableResult::changed).sum(),
                tables.stream().mapToLong(BackfillResult.TableResult::rows).sum(),
                Collections.unmodifiableList(tables));
    }
}
