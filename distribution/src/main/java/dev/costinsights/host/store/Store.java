package dev.costinsights.host.store;

import dev.costinsights.core.model.TimeSpan;
import dev.costinsights.core.spi.CostInsightsException;
import dev.costinsights.core.spi.ErrorCode;
import dev.costinsights.core.spi.TableSlice;
import dev.costinsights.host.files.DisposableFolder;
import dev.costinsights.host.files.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rows of system tables, kept between runs. Thread-safe.
 *
 * <p>Files are immutable and named by their content; the catalog says which of them count. What a transaction of the
 * catalog did not make count, a killed run's leftovers included, is removed by the next command that writes.
 */
public final class Store implements AutoCloseable {

    private static final long NO_DAY = -1_000_000;
    private static final long MOST_BYTES_IN_MEMORY = 48L << 20;

    private final StoreFolder folder;
    private final Catalog catalog;
    private final Clock clock;

    private Store(StoreFolder folder, Catalog catalog, Clock clock) {
        this.folder = folder;
        this.catalog = catalog;
        this.clock = clock;
    }

    /**
     * Opens a store for reading; it must be there.
     *
     * @throws CostInsightsException when it is not, when it cannot be read, or when a newer program wrote it
     */
    public static Store open(Path home, CatalogAddress address, String command, Clock clock) {
        require(home);
        StoreFolder folder = StoreFolder.open(home);
        return new Store(folder, new CatalogOpener(folder, address).open(Holder.self(command)), clock);
    }

    /** @throws CostInsightsException when this user may not look for a store in a folder */
    public static boolean exists(Path home) {
        return StoreFolder.exists(home);
    }

    /** @throws CostInsightsException when there is no store in a folder */
    public static void require(Path home) {
        if (!StoreFolder.exists(home)) {
            throw new CostInsightsException(
                    ErrorCode.CONFIGURATION,
                    "there is no store in " + home
                            + "; fill one with cost-insights backfill, or name another with --home");
        }
    }

    /**
     * Opens a store for writing, makes one where there is none, and cleans up after those who were killed.
     *
     * @throws CostInsightsException when another writes to it
     */
    public static Store openToWrite(Path home, CatalogAddress address, String command, Clock clock) {
        StoreFolder folder = StoreFolder.open(home);
        Store store = new Store(folder, new CatalogOpener(folder, address).open(Holder.self(command)), clock);
        try {
            store.catalog.lease(Holder.self(command));
            store.collect(!address.isEmbedded());
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    public StoreFolder folder() {
        return folder;
    }

    public Instant now() {
        return clock.instant();
    }

    /** Keeps the right to write while nothing is written for long. */
    public void renew() {
        catalog.renew();
    }

    /** Whether this is the one who writes. */
    public boolean isLeased() {
        return catalog.isLeased();
    }

    /** The command that writes to it now, here or on another host. */
    public Optional<String> writer() {
        return catalog.writer().map(Holder::command);
    }

    /** Where to put the rows of a slice. */
    public SliceRows begin(TableSlice slice) {
        return new SliceRows(folder, slice, MOST_BYTES_IN_MEMORY);
    }

    /**
     * Makes the rows count, in place of what the slice held before, in one transaction.
     *
     * @param asked when the reading began
     * @return whether the slice holds anything else than before
     */
    public boolean commit(SliceRows rows, Instant asked) {
        Partition made = rows.finish(asked);
        return catalog.write(sql -> FactSlices.replace(sql, made, Fingerprints.noted(rows.fingerprint())));
    }

    /** Everything that counts, in order of table, region and time. */
    public List<Partition> partitions() {
        return catalog.read(FactSlices::all);
    }

    /**
     * Slices of which a file is gone, or has another length than was written; cheap, so what is inside only
     * {@link #broken} says.
     */
    public Set<SliceKey> damaged() {
        return partitions().stream()
                .filter(partition -> !folder.holds(partition))
                .map(Partition::slice)
                .collect(Collectors.toSet());
    }

    /** The slices of which is known by what fingerprint their rows can be known. */
    public Set<SliceKey> fingerprinted() {
        return catalog.read(sql -> Set.copyOf(Fingerprints.all(sql).keySet()));
    }

    /**
     * Compares fingerprints with those of the rows that are kept; slices with the same one count as read just now.
     *
     * @param now fingerprints that slices have now
     * @param asked when they had them
     * @return the slices that hold what they held
     */
    public Set<SliceKey> unchanged(Map<SliceKey, String> now, Instant asked) {
        return catalog.write(sql -> Fingerprints.unchanged(sql, now, asked));
    }

    /** What was noted about the rows of a file. */
    public Notes notes(Partition partition) {
        try {
            return Notes.read(folder.facts().resolve(partition.notesFile()));
        } catch (IOException e) {
            throw new CostInsightsException(
                    ErrorCode.INVALID_INPUT,
                    "the notes of " + partition.slice() + " cannot be read (" + Reason.of(e)
                            + "); run cost-insights verify, which says what is broken",
                    e);
        }
    }

    /** What was last said about a table as a whole. */
    public void tableState(TableState state) {
        catalog.write(sql -> {
            sql.update("DELETE FROM table_state WHERE table_name = ? AND region = ?", state.table(), state.region());
            return sql.update(
                    "INSERT INTO table_state VALUES (?, ?, ?, ?, ?)",
                    state.table(),
                    state.region(),
                    TimeSpan.micros(state.askedAt()),
                    state.problemCode(),
                    cut(state.problem()));
        });
    }

    public List<TableState> tableStates() {
        return catalog.read(sql -> sql.list(
                "SELECT table_name, region, asked_at, problem_code, problem FROM table_state ORDER BY table_name, region",
                row -> new TableState(
                        row.getString(1),
                        row.getString(2),
                        TimeSpan.instant(row.getLong(3)),
                        row.getString(4),
                        row.getString(5))));
    }

    /** Keeps the record of a run of the backfill; called when it starts and again when it ends. */
    public void run(BackfillRun run) {
        catalog.write(sql -> {
            sql.update("DELETE FROM backfill_run WHERE id = ?", run.id());
            return sql.update(
                    "INSERT INTO backfill_run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    run.id(),
                    TimeSpan.micros(run.started()),
                    run.ended() == null ? 0 : TimeSpan.micros(run.ended()),
                    run.first().toEpochDay(),
                    run.last().toEpochDay(),
                    run.outcome(),
                    cut(run.message()),
                    run.slices(),
                    run.changed(),
                    run.failed(),
                    run.rows());
        });
    }

    /** The newest run, if there was any. */
    public Optional<BackfillRun> lastRun() {
        return catalog
                .read(sql -> sql.list(
                        "SELECT id, started, ended, first_day, last_day, outcome, message, slices, changed, failed, row_count "
                                + "FROM backfill_run ORDER BY id DESC FETCH FIRST 1 ROWS ONLY",
                        row -> new BackfillRun(
                                row.getLong(1),
                                TimeSpan.instant(row.getLong(2)),
                                row.getLong(3) == 0 ? null : TimeSpan.instant(row.getLong(3)),
                                LocalDate.ofEpochDay(row.getLong(4)),
                                LocalDate.ofEpochDay(row.getLong(5)),
                                row.getString(6),
                                row.getString(7),
                                row.getLong(8),
                                row.getLong(9),
                                row.getLong(10),
                                row.getLong(11))))
                .stream()
                .findFirst();
    }

    /** Days of the ledger that are kept, in order. */
    public List<LedgerDay> ledgerDays() {
        return catalog.read(sql -> sql.list(
                "SELECT ledger_date, input_hash, folder, ledger_hash, reconciliation_hash, row_count FROM ledger_day "
                        + "ORDER BY ledger_date",
                row -> new LedgerDay(
                        LocalDate.ofEpochDay(row.getLong(1)),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getLong(6))));
    }

    /** Puts a day of the ledger in the place of the former one. */
    public void ledgerDay(LedgerDay day) {
        catalog.write(sql -> {
            sql.update(
                    "DELETE FROM ledger_day WHERE ledger_date = ?", day.date().toEpochDay());
            return sql.update(
                    "INSERT INTO ledger_day VALUES (?, ?, ?, ?, ?, ?, ?)",
                    day.date().toEpochDay(),
                    day.inputHash(),
                    day.folder(),
                    day.ledgerHash(),
                    day.reconciliationHash(),
                    day.rows(),
                    TimeSpan.micros(clock.instant()));
        });
    }

    /** Forgets a day of the ledger that has no usage any more. */
    public void dropLedgerDay(LocalDate date) {
        catalog.write(sql -> sql.update("DELETE FROM ledger_day WHERE ledger_date = ?", date.toEpochDay()));
    }

    /** Moves the files of a day of the ledger to where they stay, before the catalog gets to know them. */
    public void placeLedger(Path made, LedgerDay day) {
        Path place = ledgerFolder(day);
        try {
            StoreFolder.force(made.resolve("ledger.parquet"));
            StoreFolder.force(made.resolve("reconciliation.parquet"));
            // The same inputs give the same bytes: what is there already may stay, and what is broken must not.
            DisposableFolder.delete(place);
            Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
            StoreFolder.force(place.getParent());
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** The sentence that says that the store cannot be written to. */
    public CostInsightsException unwritable(IOException cause) {
        return folder.unwritable(cause);
    }

    /** Where the files of a day of the ledger are. */
    public Path ledgerFolder(LedgerDay day) {
        return folder.ledger().resolve(day.folder());
    }

    /** What lies in the folder and counts for nothing, or counts and is not there or not what it was; for people. */
    public List<String> broken() {
        return new StoreCheck(folder, partitions(), ledgerDays()).run();
    }

    @Override
    public void close() {
        catalog.close();
    }

    private void collect(boolean isShared) {
        Set<String> facts = new HashSet<>();
        for (Partition partition : partitions()) {
            facts.add(partition.file());
            facts.add(partition.notesFile());
        }
        Set<String> days = new HashSet<>();
        ledgerDays().forEach(day -> days.add(day.folder()));
        folder.collect(facts, days, isShared);
    }

    private static String cut(String text) {
        int most = 4_000;
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }

    static long day(LocalDate day) {
        return day == null ? NO_DAY : day.toEpochDay();
    }

    static LocalDate day(long day) {
        return day == NO_DAY ? null : LocalDate.ofEpochDay(day);
    }
}
